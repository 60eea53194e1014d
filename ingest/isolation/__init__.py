"""Reading a file in a process of its own, so that no file can harm more than itself.

    Isolation (client)  ──socket──▶  server  ──fork──▶  child, one for each file
                                       │                  reads the bytes, writes an answer
                                       └─ time limit, exit status

The server is a small process of its own, without threads, in which the costly libraries are
imported already: a fork of it is ready in milliseconds.  Bytes go to the child and come back from
it in files that have no name and that the processes share; what comes back is JSON or plain bytes,
never a pickle, since whoever parsed a hostile file may be its puppet.
"""

from __future__ import annotations

import sys

from ingest.isolation.answers import Ticket

if sys.platform == "win32":
    from ingest.isolation.unforked import Unforked as Isolation
else:
    from ingest.isolation.client import Isolation

__all__ = ["Isolation", "Ticket"]
