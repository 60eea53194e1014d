"""Reading reports: a file becomes a `Report` with outline, blocks, tables and figures."""

READING = 1  # raise it whenever the same bytes are read differently: stored files are read again
