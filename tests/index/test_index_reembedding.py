"""The embedding changes: a new generation is made aside, and the old one answers with its own."""

from __future__ import annotations

import gc
import shutil
import threading

import numpy as np
import pytest
from index_models import asking_for_code, static_model
from index_reports import large_report, small_report

from index.content import embedded_text
from index.embedding import in_memory
from index.embedding.sentence import SentenceEmbedding
from index.errors import EmbeddingUnavailable
from index.generation import Generation, Manifest
from index.library import Library
from index.types import EVERYTHING, SearchFilter

pytest.importorskip("sentence_transformers")

EVERY = SearchFilter()
ASKED = "구민 소식지 예산"


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    """A library by the default embedding."""
    folder = tmp_path_factory.mktemp("기본")
    made = Library(folder)
    made.catalogue.put(large_report(60), origin="a")
    made.catalogue.put(small_report(), origin="b")
    made.rebuild()
    made.close()
    return folder


@pytest.fixture
def home(stocked, tmp_path):
    return shutil.copytree(stocked, tmp_path / "home")


@pytest.fixture
def model(tmp_path):
    return static_model(tmp_path / "models" / "KURE-v1", width=16)


@pytest.fixture
def opened(home):
    """Libraries over the same folder, each with its own setting, as processes have."""
    made = []

    def one(embedding="kiwi"):
        made.append(Library(home, embedding=str(embedding)))
        return made[-1]

    yield one
    for library in made:
        library.close()


def embedding_of(library):
    return library.search.stats().embedding.rsplit("-", 1)[0]


def found(library):
    return [hit.id for hit in library.search.passages(ASKED, 5, EVERY)]


def test_another_embedding_makes_another_generation_and_back(opened, model):
    assert opened().rebuild() is False
    assert opened(model).awaits_embedding()
    stages = []
    assert opened(model).rebuild(lambda stage, done, total: stages.append((stage, done, total)))
    library = opened(model)
    assert (embedding_of(library), library.search.stats().dimensions) == ("KURE-v1", 16)
    assert not library.awaits_embedding()
    assert library.rebuild() is False
    assert found(library)
    embedded = [(done, total) for stage, done, total in stages if stage == "벡터 만들기"]
    assert embedded[0][0] == 0
    assert embedded[-1][0] == embedded[-1][1] == library.search.stats().passages
    assert len(embedded) > 2  # the bar moves
    assert opened().rebuild()
    assert embedding_of(opened()) == "kiwi"
    assert found(opened())


def test_the_vectors_are_those_of_the_model(opened, home, model):
    library = opened(model)
    library.rebuild()
    generation = Generation(library._shelf.current())
    passages = library.catalogue.passages(
        map(generation.rows.id, range(len(generation.rows))), EVERYTHING
    )
    own = SentenceEmbedding(str(model)).encode([embedded_text(one) for one in passages])
    assert np.allclose(generation.dense.vectors.astype(np.float32), own, atol=1e-3)


def test_changed_contents_under_the_same_name_are_noticed(opened, model):
    opened(model).rebuild()
    before = opened(model).search.stats().embedding
    assert opened(model).rebuild() is False
    static_model(model, seed=1, width=16)
    assert opened(model).awaits_embedding()
    assert opened(model).rebuild()
    assert opened(model).search.stats().embedding != before
    assert opened(model).rebuild() is False


def test_a_model_that_only_moved_embeds_nothing_again(opened, model, tmp_path, monkeypatch):
    opened(model).rebuild()
    moved = tmp_path / "elsewhere" / model.name
    moved.parent.mkdir()
    model.rename(moved)
    assert opened(moved).awaits_embedding()
    roles = []
    encode = SentenceEmbedding.encode
    monkeypatch.setattr(
        SentenceEmbedding,
        "encode",
        lambda self, texts, role="passage": roles.append(role) or encode(self, texts, role),
    )
    assert opened(moved).rebuild()
    assert "passage" not in roles
    assert found(opened(moved))


def test_the_old_generation_answers_with_its_own_model_until_the_new_one_is_there(
    opened, model, tmp_path, monkeypatch
):
    """Three embeddings in turn; a slow model, and questions all the time."""
    other = static_model(tmp_path / "models" / "BGE", seed=5, width=32)
    opened(model).rebuild()
    serving, building = opened(model), opened(other)
    before = found(serving)
    half_way, go_on = threading.Event(), threading.Event()
    used = []
    encode, asked = SentenceEmbedding.encode, Generation.question

    def slowly(self, texts, role="passage"):
        if self.name == str(other) and role == "passage" and len(texts) > 2:
            half_way.set()
            assert go_on.wait(30)
        return encode(self, texts, role)

    def noted(self, text):
        vector = asked(self, text)
        used.append((self.manifest.embedding_version, self.embedding.version, len(vector)))
        return vector

    monkeypatch.setattr(SentenceEmbedding, "encode", slowly)
    monkeypatch.setattr(Generation, "question", noted)
    results = []
    thread = threading.Thread(target=lambda: results.append(building.rebuild()))
    thread.start()
    assert half_way.wait(30)
    for _time in range(3):
        assert found(serving) == before
        assert found(building) == before  # whoever builds answers with the old one too
    assert {name.rsplit("-", 1)[0] for name, _used, _size in used} == {"KURE-v1"}
    assert serving.search.problem() == building.search.problem() == ""
    go_on.set()
    thread.join(60)
    assert results == [True]
    for library in (serving, building):
        assert found(library)
        assert embedding_of(library) == "BGE"
    assert all(made == asked_with for made, asked_with, _size in used)
    assert {size for made, _used, size in used if made.startswith("BGE")} == {32}
    assert {size for made, _used, size in used if made.startswith("KURE")} == {16}


def test_a_model_that_cannot_be_loaded_leaves_what_serves(opened, model):
    before = found(opened())
    generation = opened().search.stats().generation
    next(model.glob("*.safetensors")).write_bytes(b"x" * 100)
    library = opened(model)
    library.check_embedding()  # this much can only be told by loading
    with pytest.raises(EmbeddingUnavailable, match="열 수 없습니다") as told:
        library.rebuild()
    assert "\n" not in str(told.value)
    asking_for_code(model, "modules.json", model / "ran")
    with pytest.raises(EmbeddingUnavailable, match="코드를"):
        opened(model).rebuild()
    with pytest.raises(EmbeddingUnavailable, match="열 수 없습니다"):
        opened("없는/모형").rebuild()
    serving = opened(model)
    assert (found(serving), serving.search.stats().generation) == (before, generation)
    assert serving.search.problem() == ""
    assert not list(serving._shelf.folder.glob("building-*"))


def test_without_its_model_the_search_goes_on_with_words_and_says_so(opened, model):
    opened(model).rebuild()
    in_memory._last.clear()
    away = model.rename(model.with_name("away"))
    serving = opened(model)
    assert "낱말로만 찾고 있습니다" in serving.search.problem()
    hits = serving.search.passages(ASKED, 5, EVERY)
    assert hits
    assert all(hit.dense is None for hit in hits)
    with pytest.raises(EmbeddingUnavailable):
        serving.rebuild()
    away.rename(model)
    fresh = opened(model)
    assert fresh.search.problem() == ""
    assert any(hit.dense for hit in fresh.search.passages(ASKED, 5, EVERY))


def test_a_question_is_not_embedded_by_a_model_that_changed(opened, model):
    opened(model).rebuild()
    in_memory._last.clear()
    static_model(model, seed=1, width=16)
    serving = opened(model)
    hits = serving.search.passages(ASKED, 5, EVERY)
    assert hits
    assert all(hit.dense is None for hit in hits)
    assert "색인을 만들 때와 다릅니다" in serving.search.problem()
    assert opened(model).rebuild()
    assert serving.search.problem() == ""
    assert any(hit.dense for hit in serving.search.passages(ASKED, 5, EVERY))


def test_new_rules_for_the_default_embedding_are_noticed(opened, monkeypatch):
    before = Manifest.read(opened()._shelf.current()).embedding_version
    monkeypatch.setattr("index.embedding.kiwi.ALGORITHM", 1_000)
    serving = opened()
    assert "낱말로만" in serving.search.problem()
    assert all(hit.dense is None for hit in serving.search.passages(ASKED, 5, EVERY))
    assert opened().rebuild()
    assert Manifest.read(serving._shelf.current()).embedding_version != before
    assert serving.search.problem() == ""


def test_the_model_of_a_build_is_the_one_that_answers(opened, model, monkeypatch):
    reads = []
    read = in_memory._read
    monkeypatch.setattr(
        in_memory, "_read", lambda name, place: reads.append(name) or read(name, place)
    )
    library = opened(model)
    library.rebuild()
    assert found(library)
    assert len(reads) == 1


def test_only_the_model_that_serves_stays_in_memory(opened, model, tmp_path):
    other = static_model(tmp_path / "models" / "BGE", seed=5, width=32)
    for folder in (model, other):
        library = opened(folder)
        library.rebuild()
        assert found(library)
    serving = opened(model)
    assert found(serving)
    opened(model).rebuild()
    assert found(serving)
    assert found(library)
    gc.collect()
    assert {folder for folder, _version in in_memory._models} == {model}
