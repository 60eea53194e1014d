"""An assistant over the bundled samples, and a language model on this machine that does as told."""

from __future__ import annotations

import pytest
from model_server import MODEL, model_server
from rewording_library import library_over, samples_library

from assistant.assistant import Assistant
from assistant.rewording.breaker import CircuitBreaker
from assistant.rewording.chat_model import ChatModel
from assistant.rewording.reworder import Deadlines, Reworder


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    with samples_library(tmp_path_factory.mktemp("samples")) as library:
        yield library


@pytest.fixture(scope="session")
def rules(samples):
    """The assistant without a model."""
    return Assistant(samples.catalogue, samples.search)


@pytest.fixture(scope="session")
def real(reports, tmp_path_factory):
    """The assistant without a model, over the real reports."""
    library = library_over(tmp_path_factory.mktemp("real"), [reports])
    yield Assistant(library.catalogue, library.search)
    library.close()


@pytest.fixture
def server():
    with model_server() as server:
        yield server


@pytest.fixture
def reworder_of(server):
    """`reworder_of(first=…, total=…)`: a reworder that asks the server; closed at the end."""
    opened = []

    def made(first=20.0, total=30.0, breaker=None, at_once=4):
        reworder = Reworder(
            ChatModel(MODEL, server.url, "s3cret"),
            Deadlines(first, total),
            breaker or CircuitBreaker(failures=10_000),
            at_once,
        )
        opened.append(reworder)
        return reworder

    yield made
    for reworder in opened:
        reworder.close()


@pytest.fixture
def reword(reworder_of):
    """`reword(answer)`: what was shown while it was told, and the answer in the end."""
    reworder = reworder_of()

    def reworded(answer):
        stream = reworder.reword(answer)
        return "".join(stream), stream.answer

    return reworded
