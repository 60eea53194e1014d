"""Reading reports: a file becomes a `Report` with outline, blocks, tables and figures."""
