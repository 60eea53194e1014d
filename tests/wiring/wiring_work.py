"""Work for children of these tests."""

import time


def sleep(data, name, limits, options):
    time.sleep(30)
    yield b""
