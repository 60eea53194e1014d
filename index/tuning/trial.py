"""Learning a tuning and finding out whether it helps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.embedding.kiwi import KiwiEmbedding
from index.embedding.tuning import Tuning
from index.embedding.whitening import POWER, softened
from index.errors import CannotTune
from index.tuning.asking import Material
from index.tuning.judging import Verdict, judged, reciprocal_ranks
from index.tuning.learning import STEPS, learned

LEAST = 100  # passages
LEAST_SECTIONS = 20  # with questions; of fewer no share could be held out
PARTS = 4
_DIGITS = 6  # of the matrix: what comes out otherwise from one machine to the next is cut off
_LEARNING, _COMPARING = "맞추기", "견주기"

Progress = Callable[[str, int, int], None]


def tried(
    material: Material, embedding: KiwiEmbedding, progress: Progress
) -> tuple[Tuning, Verdict]:
    """A tuning for the embedding, and what tunings learned in the same way bring.

    The sections are dealt into four parts.  A map that was learned from three of them answers the
    questions of the fourth, among all passages, so that every section is held out once; the
    tuning itself is then learned from all.
    """
    if len(material.groups) < LEAST:
        raise CannotTune(
            "문서가 적어 맞출 수 없습니다. 서로 다른 검색 단위가 적어도 "
            f"{LEAST}개 있어야 하는데 지금은 {len(material.groups)}개입니다."
        )
    sections = len(np.unique(material.groups[material.of]))
    if sections < LEAST_SECTIONS:
        raise CannotTune(
            "절이 적어 맞출 수 없습니다. 문장이 있는 절이 적어도 "
            f"{LEAST_SECTIONS}개 있어야 하는데 지금은 {sections}개입니다."
        )
    start = softened(embedding.frozen.whitening, POWER)
    part = material.groups % PARTS
    before, after = np.zeros(len(material.of)), np.zeros(len(material.of))
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(_LEARNING, done, (PARTS + 1) * STEPS)

    for left_out in range(PARTS):
        asked = np.flatnonzero(part[material.of] == left_out)
        others = np.flatnonzero(part[material.of] != left_out)
        mapping = learned(material, start, others, np.flatnonzero(part != left_out), step)
        before[asked] = reciprocal_ranks(material, start, asked)
        after[asked] = reciprocal_ranks(material, mapping, asked)
        progress(_COMPARING, left_out + 1, PARTS)
    everything = np.arange(len(material.of)), np.arange(len(material.groups))
    matrix = learned(material, start, *everything, step).round(_DIGITS).astype(np.float32)
    return Tuning(embedding.base, matrix), judged(material, before, after)
