"""What is kept of a conversation saves time and changes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.conversation.memory import Memory
from assistant.conversation.room import Room
from assistant.landscape import Landscape
from index.types import EVERYTHING

TURNS = ["2025년 공원녹지과 예산은?", "자원순환과는?", "둘 합치면?", "정원은 몇 명이야?"]


@pytest.fixture
def room(library):
    landscape = Landscape.of(library.catalogue, EVERYTHING)
    return Room(library.catalogue, library.search, EVERYTHING, landscape)


def texts(memory, room):
    return [memory.ask(turn, TURNS[:n], room).draft.text for n, turn in enumerate(TURNS)]


def test_kept_and_worked_out_again_are_the_same(room):
    kept = texts(Memory(), room)
    alone = [Memory().ask(turn, TURNS[:n], room).draft.text for n, turn in enumerate(TURNS)]
    assert kept == alone


def test_no_more_states_are_kept_than_allowed(room):
    assert texts(Memory(kept=1), room) == texts(Memory(), room)


def test_another_right_to_see_is_another_conversation(room, library, scope_of):
    memory = Memory()
    memory.ask(TURNS[1], TURNS[:1], room)
    scope = scope_of("서대문구")
    narrow = Room(library.catalogue, library.search, scope, Landscape.of(library.catalogue, scope))
    told = memory.ask(TURNS[1], TURNS[:1], narrow).draft.text
    assert told == Memory().ask(TURNS[1], TURNS[:1], narrow).draft.text
    assert "26,244,600" not in told


def test_many_threads_get_the_same_answers(room):
    memory, expected = Memory(kept=2), texts(Memory(), room)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: texts(memory, room), range(4)))
    assert answers == [expected] * 4
