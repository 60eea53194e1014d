"""Analysing every text of a generation, and taking over what the last generation knew.

lines.npy            128-bit digests of the analysed lines
lines.tokens.npy     their morphemes by number, and where each line's begin
table.txt            the morphemes
names.json           the names that the tokenizer had

Only lines that stand in the new generation are kept: what was removed leaves no trace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from index.morphemes import Morpheme, Morphemes, Sentences, normalise
from index.names import NameFinder
from index.tokens.ragged import Numbers, Ragged
from index.tokens.table import BREAK, TokenTable

_BATCH = 1_000  # lines; a question waits until they are analysed
_DIGEST = 16  # bytes
_LINES, _TOKENS, _TABLE, _NAMES = "lines.npy", "tokens", "table.txt", "names.json"

Digest = bytes


class Analysis:
    """The lines of texts by number.  Learn all texts first, then `close`, then ask."""

    def __init__(self, morphemes: Morphemes, previous: Path | None = None) -> None:
        """`previous` is the folder that the last generation saved its analysis in."""
        self.morphemes = morphemes
        self._rows: dict[Digest, int] = {}
        self._tokens: list[Numbers] = []
        self._numbers: dict[Morpheme, int] = {}
        self._memory = _Memory(previous, morphemes) if previous is not None else None
        self._renumbered = np.zeros(len(self._memory.table) if self._memory else 0, np.uint32)
        self.table = TokenTable.of(())

    def learn(
        self, texts: Iterable[str], progress: Callable[[int], None] = lambda done: None
    ) -> None:
        """Analyse the lines of these texts that are not known yet; `progress` gets how many."""
        fresh: dict[Digest, str] = {}
        for done, text in enumerate(texts):
            for line in text.split("\n"):
                digest = _digest(line)
                if digest not in self._rows and digest not in fresh:
                    known = self._memory.recall(digest, line) if self._memory else None
                    if known is None:
                        fresh[digest] = line
                    else:
                        self._keep(digest, self._taken_over(known))
            if len(fresh) >= _BATCH:
                self._analyse(fresh)
                fresh = {}
                progress(done)
        self._analyse(fresh)

    def close(self) -> None:
        """Number the morphemes in their lasting order."""
        self.table = TokenTable.of(self._numbers)
        last = {morpheme: number for number, morpheme in enumerate(self.table.morphemes)}
        lasting = np.zeros(len(self._numbers) + 1, np.uint32)
        for morpheme, number in self._numbers.items():
            lasting[number] = last[morpheme]
        self._tokens = [lasting[row] for row in self._tokens]
        self._memory = None

    def tokens(self, text: str) -> Numbers:
        """The numbers of a learned text, each sentence ended by `BREAK`; uint32."""
        rows = [self._tokens[self._rows[_digest(line)]] for line in text.split("\n")]
        return rows[0] if len(rows) == 1 else np.concatenate(rows)

    def terms(self, text: str) -> list[str]:
        """The terms of a learned text in reading order."""
        morphemes = self.table.morphemes
        return [morphemes[number].term for number in self.tokens(text) if number != BREAK]

    def save(self, folder: Path) -> None:
        """Write it down for the next generation."""
        folder.mkdir(parents=True, exist_ok=True)
        digests = np.frombuffer(b"".join(self._rows), np.uint8).reshape(-1, _DIGEST)
        np.save(folder / _LINES, digests, allow_pickle=False)
        Ragged.of(self._tokens, np.uint32).save(folder, _TOKENS)
        self.table.save(folder / _TABLE)
        names = json.dumps(list(self.morphemes.names), ensure_ascii=False)
        (folder / _NAMES).write_text(names, encoding="utf-8")

    def _analyse(self, fresh: dict[Digest, str]) -> None:
        analysed = self.morphemes.analysed_lines(list(fresh.values()))
        for digest, sentences in zip(fresh, analysed, strict=True):
            self._keep(digest, self._numbered(sentences))

    def _keep(self, digest: Digest, tokens: Numbers) -> None:
        self._rows[digest] = len(self._tokens)
        self._tokens.append(tokens)

    def _numbered(self, sentences: Sentences) -> Numbers:
        numbers: list[int] = []
        for sentence in sentences:
            numbers += [self._number(morpheme) for morpheme in sentence]
            numbers.append(BREAK)
        return np.array(numbers, np.uint32)

    def _number(self, morpheme: Morpheme) -> int:
        """A number for now: from 1, in the order in which the morphemes are met."""
        return self._numbers.setdefault(morpheme, len(self._numbers) + 1)

    def _taken_over(self, tokens: Numbers) -> Numbers:
        """A row of the last generation in the numbers of now."""
        taken = self._renumbered[tokens]
        if not taken.all() and self._memory is not None:
            for number in set(tokens[taken == 0].tolist()) - {BREAK}:
                morpheme = self._memory.table.morphemes[number]
                self._renumbered[number] = self._number(morpheme)
            taken = self._renumbered[tokens]
        return taken


class _Memory:
    """The lines that the last generation analysed, where the names of now change nothing."""

    def __init__(self, folder: Path, morphemes: Morphemes) -> None:
        digests = np.load(folder / _LINES, allow_pickle=False)
        self._rows = {bytes(digest): row for row, digest in enumerate(digests)}
        self._tokens = Ragged.load(folder, _TOKENS)
        self.table = TokenTable.load(folder / _TABLE)
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        self._changed = NameFinder(set(names).symmetric_difference(morphemes.names))

    def recall(self, digest: Digest, line: str) -> Numbers | None:
        """The line in the numbers of that generation; None where it has to be analysed again."""
        row = self._rows.get(digest)
        if row is None or (self._changed and self._changed.occurs(normalise(line))):
            return None
        return self._tokens.row(row)


def _digest(line: str) -> Digest:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
