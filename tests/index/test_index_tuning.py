"""The embedding made to fit the documents: only where that helps, and only while it fits."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from index_reports import large_report, small_report

from index import library as library_module
from index.embedding.frozen import Frozen
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.registry import opened
from index.embedding.statistics import Statistics
from index.embedding.tuning import DamagedTuning, Tuning, usable
from index.embedding.whitening import softened, whitened
from index.errors import CannotTune
from index.library import Library
from index.morphemes import Morphemes
from index.tuning import learning, trial
from index.tuning.asking import Material, material
from index.tuning.judging import Verdict, judged, reciprocal_ranks
from index.tuning.keeping import TuningFile, TuningState
from index.tuning.trial import LEAST, tried
from index.tuning.trying import try_over
from index.types import SearchFilter

BETTER = Verdict(600, 110, 0.5, 0.6, 0.05, 0.15)
NO_BETTER = Verdict(600, 110, 0.5, 0.51, -0.01, 0.03)
PASSAGES, EACH = 120, 3


@pytest.fixture
def few_steps(monkeypatch):
    for module in (learning, trial):
        monkeypatch.setattr(module, "STEPS", 15)
    monkeypatch.setattr(learning, "_RATE", 0.02)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder of a library that is large enough to be tuned; not to be changed."""
    folder = tmp_path_factory.mktemp("맞출 자료")
    made = Library(folder)
    made.catalogue.put(large_report(LEAST + 10), origin="큰")
    made.rebuild()
    made.close()
    return folder


@pytest.fixture
def large(home, tmp_path):
    made = Library(shutil.copytree(home, tmp_path / "사본"))
    yield made
    made.close()


def silent(_stage, _done, _total):
    pass


def plain():
    """An embedding that changes nothing."""
    flat = np.zeros(256, np.float32), np.eye(256, dtype=np.float32)
    return KiwiEmbedding(Morphemes(), Frozen(Statistics(0, {}), *flat))


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def made_up(*, misleading: int) -> Material:
    """Questions that agree with their passages but for the first dimensions, which are loud.

    Names tell nothing: there are none.
    """
    drawn = np.random.default_rng(1)
    of = np.repeat(np.arange(PASSAGES), EACH)
    passages = drawn.normal(size=(PASSAGES, 256))
    questions = passages[of] + drawn.normal(size=(len(of), 256))
    questions[:, :misleading] = drawn.normal(size=(len(of), misleading))
    for rows in (passages, questions):
        rows[:, :misleading] *= 8
    names = np.zeros((PASSAGES, 512)), np.zeros((len(of), 512))
    return Material(
        (unit(passages), names[0]), (unit(questions), names[1]), of, np.arange(PASSAGES)
    )


def kept_for(library):
    """A tuning for what the library serves."""
    folder = library._shelf.current() / "embedding"
    embedding = KiwiEmbedding.load(folder, Morphemes())
    matrix = softened(embedding.frozen.whitening, 0.0).astype(np.float32)
    return Tuning(embedding.base, matrix)


def finding(library, monkeypatch, verdict, tuning=None):
    """Let the next trial come out so."""
    found = tuning or kept_for(library), verdict
    monkeypatch.setattr(library_module, "try_over", lambda *_: found)


# --- whether it helps -----------------------------------------------------------------------------


@pytest.mark.usefixtures("few_steps")
def test_what_tells_is_learned_on_sections_that_were_held_out():
    tuning, verdict = tried(made_up(misleading=8), plain(), silent)
    assert verdict.better
    assert verdict.after > verdict.before + 0.1
    assert verdict.least <= verdict.after - verdict.before <= verdict.most
    lengths = np.linalg.norm(tuning.matrix, axis=1)
    assert lengths[:8].mean() < lengths[8:].mean()


@pytest.mark.usefixtures("few_steps")
def test_where_nothing_tells_nothing_is_kept():
    _, verdict = tried(made_up(misleading=256), plain(), silent)
    assert not verdict.better


@pytest.mark.usefixtures("few_steps")
def test_the_same_material_gives_the_same_to_the_last_bit():
    first, second = (tried(made_up(misleading=8), plain(), silent) for _ in range(2))
    assert first[0].matrix.tobytes() == second[0].matrix.tobytes()
    assert first[1] == second[1]


def test_the_slope_is_that_of_the_loss():
    some = made_up(misleading=8)
    own = np.arange(8)
    ask = some.questions[0][::EACH][:8], some.questions[1][:8]
    show = some.passages[0][:20], some.passages[1][:20]
    drawn = np.random.default_rng(2)
    change = np.eye(256) + drawn.normal(size=(256, 256)) / 100
    towards = drawn.normal(size=(256, 256))

    def loss(mapping):
        cosines = unit(ask[0] @ mapping) @ unit(show[0] @ mapping).T
        told = learning._SHARPNESS * learning.SEMANTIC_SHARE * cosines
        return np.mean(np.log(np.exp(told).sum(axis=1)) - told[own, own])

    step = 1e-5
    measured = (loss(change + step * towards) - loss(change - step * towards)) / (2 * step)
    assert (learning._slope(change, ask, show, own) * towards).sum() == pytest.approx(measured)


def test_ranks_are_those_among_all_passages():
    some = made_up(misleading=0)
    assert (reciprocal_ranks(some, np.eye(256), np.arange(9)) == 1).all()
    turned = Material(some.passages, some.questions, (some.of + 1) % PASSAGES, some.groups)
    assert reciprocal_ranks(turned, np.eye(256), np.arange(9)).mean() < 0.3


def test_a_gain_of_a_single_section_is_chance():
    some = made_up(misleading=0)
    before = np.zeros(len(some.of))
    assert not judged(some, before, np.where(some.of == 3, 1.0, before)).better
    assert judged(some, before, before + 0.01).better


def test_questions_are_words_of_the_passages_and_their_order_does_not_matter(large):
    from index.passage_rows import PassageRows
    from index.tokens.passages import PassageTokens
    from index.vectorising import embedded_digests

    folder = large._shelf.current()
    tokens, digests = PassageTokens.load(folder / "tokens"), embedded_digests(folder)
    sections = [str(number) for number in range(len(PassageRows.load(folder / "passages")))]
    embedding = KiwiEmbedding.load(folder / "embedding", Morphemes())
    whole = tokens.whole()
    found = material(whole, tokens.texts, digests, sections, embedding)
    assert len(found.of) == len(found.questions[0]) > len(found.passages[0])
    back = np.arange(len(digests))[::-1]
    turned = material(
        whole.take(back),
        tokens.texts.take(back),
        [digests[row] for row in back],
        [sections[row] for row in back],
        embedding,
    )
    assert np.array_equal(found.of, turned.of)
    assert np.array_equal(found.groups, turned.groups)
    assert np.allclose(found.questions[0], turned.questions[0])


def test_a_softer_whitening_is_found_in_the_whitening():
    drawn = np.random.default_rng(3)
    rows = drawn.normal(size=(400, 256)) * np.linspace(0.2, 2, 256)
    _, whitening = whitened(unit(rows).astype(np.float32))
    assert np.allclose(softened(whitening, 0.5), whitening, atol=1e-4)
    lengths = np.linalg.norm(softened(whitening, 0.0), axis=0)
    assert np.allclose(lengths, 1, atol=1e-5)


# --- what is kept ---------------------------------------------------------------------------------


def test_what_helps_is_kept_and_serves(large, monkeypatch):
    before = large.search.stats()
    finding(large, monkeypatch, BETTER)
    assert large.tune() == BETTER
    assert large.tuning_state() is TuningState.USED
    after = large.search.stats()
    assert after.embedding != before.embedding
    assert after.version != before.version
    assert large.search.passages("청사 정비", 3, SearchFilter())
    assert not large.rebuild()


def test_what_does_not_help_changes_nothing(large, monkeypatch):
    before = large.search.stats()
    finding(large, monkeypatch, NO_BETTER)
    assert large.tune() == NO_BETTER
    assert large.tuning_state() is TuningState.NONE
    assert large.search.stats() == before


def test_a_trial_over_a_real_index(large, monkeypatch):
    for module in (learning, trial):
        monkeypatch.setattr(module, "STEPS", 2)
    stages = []
    folder = large._shelf.current()
    tuning, verdict = try_over(folder, large.catalogue, lambda *told: stages.append(told))
    assert tuning.base == KiwiEmbedding.load(folder / "embedding", Morphemes()).base
    assert verdict.passages >= LEAST
    assert stages[-1][1] == stages[-1][2]


def test_going_back(large, monkeypatch):
    before = large.search.stats()
    assert not large.untune()
    finding(large, monkeypatch, BETTER)
    large.tune()
    assert large.untune()
    assert large.search.stats().embedding == before.embedding
    assert large.tuning_state() is TuningState.NONE


def test_documents_that_outgrow_the_statistics_leave_the_tuning_behind(large, monkeypatch):
    finding(large, monkeypatch, BETTER)
    large.tune()
    large.catalogue.put(large_report(2 * LEAST, "더.txt"), origin="더")
    assert large.rebuild()
    assert large.tuning_state() is TuningState.OUTGROWN
    assert opened_embedding(large).tuning is None
    assert not large.rebuild()
    finding(large, monkeypatch, BETTER)
    large.tune()
    assert large.tuning_state() is TuningState.USED


def test_a_document_that_is_removed_leaves_the_tuning(large, monkeypatch):
    added = large.catalogue.put(small_report(), origin="작은")
    large.rebuild()
    finding(large, monkeypatch, BETTER)
    large.tune()
    large.catalogue.remove(added.id)
    large.rebuild()
    assert large.tuning_state() is TuningState.USED


def test_a_damaged_file_is_left_aside(large, monkeypatch, tmp_path, caplog):
    before = large.search.stats().embedding
    finding(large, monkeypatch, BETTER)
    large.tune()
    path = large._tuning._path
    path.write_text(path.read_text("utf-8").replace("A", "B"), "utf-8")
    assert large.tuning_state() is TuningState.DAMAGED
    assert large.rebuild()
    assert "손상되어" in caplog.text
    assert large.search.stats().embedding == before
    assert large.untune()
    assert large.tuning_state() is TuningState.NONE


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"sha256": "", "body": 1}', "\x00"])
def test_no_text_is_taken_for_a_tuning(tmp_path, text):
    path = tmp_path / "tuning.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DamagedTuning):
        Tuning.read(path)
    assert usable(path) is None


def test_a_tuning_holds_no_words(tmp_path):
    path = tmp_path / "tuning.json"
    tuning = Tuning("어느 것", np.eye(256, dtype=np.float32))
    tuning.write(path)
    again = Tuning.read(path)
    assert again.digest == tuning.digest
    assert set(json.loads(json.loads(path.read_text("utf-8"))["body"])) == {"base", "matrix"}


def test_what_was_kept_comes_back_where_the_build_fails(tmp_path):
    file = TuningFile(tmp_path / "tuning.json")
    first, second = (Tuning(name, np.eye(256, dtype=np.float32)) for name in ("하나", "둘"))
    with file.replaced(first):
        pass
    with pytest.raises(RuntimeError), file.replaced(second):
        raise RuntimeError
    assert file.usable().base == "하나"
    with pytest.raises(RuntimeError), file.replaced(None):
        raise RuntimeError
    assert file.is_there


def test_a_tuned_embedding_is_opened_as_it_was_saved(large, tmp_path):
    frozen = opened_embedding(large).frozen
    untuned = KiwiEmbedding(Morphemes(), frozen)
    tuned = KiwiEmbedding(Morphemes(), frozen, kept_for(large))
    assert tuned.version != untuned.version
    tuned.save(tmp_path)
    loaded = opened("kiwi", tmp_path, Morphemes())
    assert loaded.version == tuned.version
    texts = ["청사 정비 계획", "경로당을 점검함"]
    assert np.array_equal(loaded.encode(texts), tuned.encode(texts))
    assert not np.allclose(loaded.encode(texts), untuned.encode(texts), atol=1e-3)
    foreign = KiwiEmbedding(Morphemes(), frozen, Tuning("다른 것", tuned.tuning.matrix))
    assert foreign.version == untuned.version


def opened_embedding(library):
    return opened("kiwi", library._shelf.current() / "embedding", Morphemes())


# --- what cannot be tuned -------------------------------------------------------------------------


def test_too_few_documents_are_one_korean_sentence(library):
    with pytest.raises(CannotTune, match="아직 읽어 들인 문서가 없어"):
        library.tune()
    library.catalogue.put(small_report(), origin="a")
    with pytest.raises(CannotTune, match=f"적어도 {LEAST}개 있어야 하는데 지금은"):
        library.tune()


def test_too_few_sections_are_one_korean_sentence():
    some = made_up(misleading=0)
    few = Material(some.passages, some.questions, some.of, some.groups % 7)
    with pytest.raises(CannotTune, match="적어도 20개 있어야 하는데 지금은 7개"):
        tried(few, plain(), silent)


def test_another_embedding_is_one_korean_sentence(tmp_path):
    made = Library(tmp_path, embedding="다른/모형")
    with pytest.raises(CannotTune, match="기본 임베딩"):
        made.tune()
    assert made.tuning_state() is TuningState.NONE
    made.close()
