"""What tuning the default embedding brings: `python -m benchmarks.tuning`.

Over the paragraphs of a file in the form of SQuAD (`--squad FILE`), or over a folder of reports
with a file of questions and their lines (`--golden FILE --documents FOLDER`).  The questions are
only asked, by the embedding alone; what is learned from is made of the documents.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from assistant.wiring.workspace import Workspace
from benchmarks.retrieval import read, silent
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.tuning import Tuning
from index.embedding.whitening import POWER, softened
from index.library import Library
from index.morphemes import Morphemes
from index.shelf import Shelf
from index.tokens.passages import PassageTokens
from index.tuning.asking import Material
from index.tuning.judging import DEPTH, judged, reciprocal_ranks
from index.tuning.learning import HELD, learned
from index.tuning.trial import PARTS
from index.tuning.trying import material_of
from index.types import EVERYTHING, Passage

Mapping = NDArray[np.float64]
Learn = Callable[[Material, NDArray[np.intp], NDArray[np.intp]], Mapping]
# A question, and whether a passage of the document of this name answers it.
Asked = tuple[str, Callable[[str, Passage], bool]]


def of_squad(file: Path, folder: Path) -> list[Asked]:
    """Each paragraph becomes a document of its own in the folder."""
    paragraphs, questions = read(file)
    for number, paragraph in enumerate(paragraphs):
        (folder / f"{number}.txt").write_text(paragraph, encoding="utf-8")
    return [(text, lambda name, _, n=number: name == f"{n}.txt") for text, number in questions]


def of_golden(file: Path) -> list[Asked]:
    """Questions that stand alone, with the lines that answer them but for headers and units."""
    asked: list[Asked] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        told = [e for e in item.get("evidence", []) if not e.get("alt") and not e.get("role")]
        if told and not item.get("history"):
            asked.append((item["question"], lambda name, p, told=told: covers(name, p, told)))
    return asked


def covers(name: str, passage: Passage, told: Sequence[dict[str, object]]) -> bool:
    place = passage.place
    return any(
        name == one["file"]
        and (place.first_line or 0) <= int(str(one["end_line"]))
        and (place.last_line or 0) >= int(str(one["start_line"]))
        for one in told
    )


def ways(whitening: Mapping) -> dict[str, Learn]:
    """The maps that are compared, by name."""

    def fixed(mapping: Mapping) -> Learn:
        return lambda *_: mapping

    def from_(power: float, held: float) -> Learn:
        start = softened(whitening.astype(np.float32), power)
        return lambda some, asked, shown: learned(
            some, start, asked, shown, lambda: None, held=held
        )

    return {
        "흰색화 0.5만": fixed(whitening),
        f"흰색화 {POWER}만 (기본)": fixed(softened(whitening.astype(np.float32), POWER)),
        "흰색화 0만": fixed(softened(whitening.astype(np.float32), 0.0)),
        f"배움, 흰색화 0.5, 묶음 {HELD}": from_(0.5, HELD),
        **{f"배움, 흰색화 {POWER}, 묶음 {held}": from_(POWER, held) for held in (0, 0.01, 0.3)},
        f"배움, 흰색화 {POWER}, 묶음 {HELD} (bogo tune)": from_(POWER, HELD),
    }


def held_out(some: Material, learn: Learn, before: Mapping) -> str:
    """The verdict of `bogo tune`, were this its way of learning."""
    part = some.groups % PARTS
    after = np.zeros(len(some.of))
    for left_out in range(PARTS):
        asked = np.flatnonzero(part[some.of] == left_out)
        mapping = learn(
            some, np.flatnonzero(part[some.of] != left_out), np.flatnonzero(part != left_out)
        )
        after[asked] = reciprocal_ranks(some, mapping, asked)
    found = judged(some, before, after)
    return f"{found.after:.4f} ({found.least:+.4f} ~ {found.most:+.4f})"


def real(embedding: KiwiEmbedding, tokens: PassageTokens, asked: list[str], rows: Mapping) -> float:
    """MRR of real questions; `rows` tells by question and passage what answers."""
    shown = np.vstack(list(embedding.encode_tokens(tokens.whole())))
    found = np.argsort(-(embedding.encode(asked, "query") @ shown.T), axis=1, kind="stable")
    right = np.take_along_axis(rows, found[:, :DEPTH], axis=1)
    ranks = np.where(right.any(axis=1), 1 / (right.argmax(axis=1) + 1), 0)
    return float(ranks.mean())


def main() -> None:
    parser = argparse.ArgumentParser(description="임베딩을 문서에 맞추면 나아지는지 잽니다.")
    parser.add_argument("--squad", type=Path, help="SQuAD 형식의 문제집 (KorQuAD 1.0 등)")
    parser.add_argument("--golden", type=Path, help="근거의 줄이 적힌 문제집 (JSONL)")
    parser.add_argument("--documents", type=Path, help="그 문제집이 묻는 보고서의 폴더")
    given = parser.parse_args()
    if not given.squad and not (given.golden and given.documents):
        parser.error("--squad, 또는 --golden과 --documents를 적어 주십시오.")
    with tempfile.TemporaryDirectory() as folder:
        texts, home = Path(folder, "texts"), Path(folder, "home")
        texts.mkdir()
        asked = of_squad(given.squad, texts) if given.squad else of_golden(given.golden)
        with Workspace.open(Settings.load({"BOGO_HOME": str(home)})) as workspace:
            workspace.ingest([texts if given.squad else given.documents], silent)
        compare(home, asked)


def compare(home: Path, asked: list[Asked]) -> None:
    library = Library(home)
    try:
        generation = Shelf(home / "generations").published()[0]
        names = json.loads((generation / "names.json").read_text(encoding="utf-8"))
        embedding = KiwiEmbedding.load(generation / "embedding", Morphemes(names))
        some = material_of(generation, library.catalogue, embedding)
        titles = {d.id: d.name for d in library.catalogue.documents(EVERYTHING)}
        passages = sorted(library.catalogue.iter_passages(EVERYTHING), key=lambda p: p.id)
    finally:
        library.close()
    tokens = PassageTokens.load(generation / "tokens")
    answers = [[says(titles[p.document], p) for p in passages] for _, says in asked]
    known = [n for n, row in enumerate(answers) if any(row)]
    questions, rows = [asked[n][0] for n in known], np.array(answers)[known]
    whitening = embedding.frozen.whitening.astype(np.float64)
    everything = np.arange(len(some.of)), np.arange(len(some.groups))
    before = reciprocal_ranks(some, softened(embedding.frozen.whitening, POWER), everything[0])
    counts = len(passages), len(some.of), len(questions)
    print("검색 단위 {:,}개, 뽑은 물음 {:,}개, 실제 {:,}문항".format(*counts))
    print("방법 | 뽑은 물음, 배우지 않은 절 (차이의 95% 구간) | 실제 문항 (임베딩만)")
    for name, learn in ways(whitening).items():
        matrix = learn(some, *everything).astype(np.float32)
        tuned = KiwiEmbedding(embedding.morphemes, embedding.frozen, Tuning(embedding.base, matrix))
        found = real(tuned, tokens, questions, rows)
        print(f"{name} | {held_out(some, learn, before)} | {found:.4f}", flush=True)


if __name__ == "__main__":
    main()
