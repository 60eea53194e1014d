"""What a parser may do to its process when a file is hostile; run in real children."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.errors import Locked


def echo(data, name, limits, options):
    yield name.encode() + b":"
    yield data


def refuse(data, name, limits, options):
    yield b"half of "
    raise Locked("암호가 걸린 문서입니다.", "암호를 풀어 주십시오.")


def stumble(data, name, limits, options):
    raise ZeroDivisionError(data)


def loop(data, name, limits, options):
    while True:
        pass


def sleep(data, name, limits, options):
    time.sleep(60)
    yield b"late"


def deaf(data, name, limits, options):
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    time.sleep(60)
    yield b"late"


def allocate(data, name, limits, options):
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def recurse(data, name, limits, options):
    return recurse(data, name, limits, options)


def crash(data, name, limits, options):
    ctypes.string_at(0)
    yield b"never"


def leave(data, name, limits, options):
    os._exit(3)


def leave_well(data, name, limits, options):
    os._exit(0)


def interrupted(data, name, limits, options):
    raise KeyboardInterrupt


def flood(data, name, limits, options):
    while True:
        yield b"x" * (16 * 1024 * 1024)


def garbage(data, name, limits, options):
    """Answers past the protocol: over every open file, then ends as if all were well."""
    for descriptor in range(3, 40):
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, b"\x80\x04garbage" * 100)
        except OSError:
            pass
    os._exit(0)


def close_all(data, name, limits, options):
    os.closerange(3, 1000)
    yield b"into nothing"


def chatter(data, name, limits, options):
    sys.stdout.write("noise")
    sys.stdout.flush()
    os.write(1, b"more noise")
    os.write(2, b"and more")
    yield b"done"


def orphan(data, name, limits, options):
    """Leaves a process behind that would write a file later."""
    subprocess.Popen([sys.executable, "-c", _LATER, data.decode()])
    yield b"done"


_LATER = "import sys, time; time.sleep(1.5); open(sys.argv[1], 'w').write('still here')"


def litter(data, name, limits, options):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"secret")
    yield str(Path(file.name).parent).encode()
    os.kill(os.getpid(), signal.SIGKILL)


def litter_and_tell(data, name, limits, options):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"secret")
    yield file.name.encode()


def kill_server(data, name, limits, options):
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
    yield b"never"


def process(data, name, limits, options):
    yield str(os.getpid()).encode()


def nap(data, name, limits, options):
    time.sleep(float(data))
    yield data
