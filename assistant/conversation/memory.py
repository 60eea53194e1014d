"""States of conversations that were worked out before; they only save time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from assistant.conversation.room import Room
from assistant.conversation.state import Reply, State
from assistant.conversation.turns import turn
from index.types import Scope

_KEPT = 256

_Seen = tuple[str, Scope, tuple[tuple[str, str], ...]]
_Key = tuple[_Seen, tuple[str, ...]]


class Memory:
    """Answers the last question of a conversation; safe for threads.

    The earlier questions are answered again unless the state after them is still kept.  A state
    belongs to what may be seen: the generation, the rights, and the documents with their revisions.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._states: OrderedDict[_Key, State] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, question: str, history: Sequence[str], room: Room) -> Reply:
        """The answer to a question after the earlier ones, oldest first."""
        seen = _seen(room)
        asked = tuple(history)
        known, state = self._last_known(seen, asked)
        for n in range(known, len(asked)):
            _, state = turn(asked[n], state, room)
            self._keep((seen, asked[: n + 1]), state)
        reply, state = turn(question, state, room)
        self._keep((seen, (*asked, question)), state)
        return reply

    def _last_known(self, seen: _Seen, asked: tuple[str, ...]) -> tuple[int, State | None]:
        """How many of the questions need no answer again, and the state after them."""
        with self._lock:
            for n in range(len(asked), 0, -1):
                state = self._states.get((seen, asked[:n]))
                if state is not None:
                    self._states.move_to_end((seen, asked[:n]))
                    return n, state
        return 0, None

    def _keep(self, key: _Key, state: State) -> None:
        with self._lock:
            self._states[key] = state
            self._states.move_to_end(key)
            while len(self._states) > self._kept:
                self._states.popitem(last=False)


def _seen(room: Room) -> _Seen:
    documents = tuple((d.id, d.revision) for d in room.landscape.documents)
    return room.search.stats().generation, room.scope, documents
