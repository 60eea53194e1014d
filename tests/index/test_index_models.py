"""Models in folders: what they are asked with, what they may not do, and that they stay here."""

from __future__ import annotations

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from index_models import asking_for_code, in_hub_cache, static_model, transformer_model

from index.embedding import in_memory, model_folder, sentence
from index.embedding.registry import checked, full_name, loaded
from index.embedding.sentence import SentenceEmbedding
from index.errors import EmbeddingUnavailable

pytest.importorskip("sentence_transformers")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return static_model(tmp_path_factory.mktemp("models") / "KURE-v1")


@pytest.fixture
def model(plain, tmp_path):
    """A copy, to be changed at will."""
    return shutil.copytree(plain, tmp_path / "KURE-v1")


def same(one, other):
    return np.allclose(one, other, atol=1e-6)


# --- prompts --------------------------------------------------------------------------------------


def with_text_before(folder, prompt):
    bare = SentenceEmbedding(str(folder))
    return bare.encode([f"{prompt}예산"])


def test_a_model_without_prompts_gets_none(plain):
    made = SentenceEmbedding(str(plain))
    assert same(made.encode(["예산"], "query"), made.encode(["예산"]))


@pytest.mark.parametrize("name", ["multilingual-e5-base", "E5_ko", "우리-e5"])
def test_e5_models_get_the_prompts_they_were_trained_with(plain, tmp_path, name):
    made = SentenceEmbedding(str(shutil.copytree(plain, tmp_path / name)))
    assert same(made.encode(["예산"], "query"), with_text_before(plain, "query: "))
    assert same(made.encode(["예산"]), with_text_before(plain, "passage: "))


def test_an_e5_model_under_another_name_is_known_by_its_origin(model, plain):
    (model / "config.json").write_text('{"_name_or_path": "intfloat/multilingual-e5-small"}')
    made = SentenceEmbedding(str(model))
    assert same(made.encode(["예산"], "query"), with_text_before(plain, "query: "))


def test_e5_models_for_instructions_get_one_for_questions_only(plain, tmp_path):
    folder = shutil.copytree(plain, tmp_path / "multilingual-e5-large-instruct")
    asked = model_folder.e5_prompts(str(folder), folder)
    assert asked["query"].startswith("Instruct: ")
    assert asked["query"].endswith("\nQuery: ")
    assert same(SentenceEmbedding(str(folder)).encode(["예산"]), with_text_before(plain, ""))


@pytest.mark.parametrize("name", ["base5", "e50-model", "KURE-v1"])
def test_not_every_name_with_these_letters_is_an_e5_model(plain, tmp_path, name):
    assert model_folder.e5_prompts(name, plain) == {}


@pytest.mark.parametrize("passage", ["document", "passage", "corpus"])
def test_declared_prompts_are_used_even_by_an_e5_model(tmp_path, plain, passage):
    declared = {"query": "찾기 ", passage: "글 "}
    made = SentenceEmbedding(str(static_model(tmp_path / "some-e5", prompts=declared)))
    assert same(made.encode(["예산"], "query"), with_text_before(plain, "찾기 "))
    assert same(made.encode(["예산"]), with_text_before(plain, "글 "))


def test_a_prompt_for_all_texts_is_put_before_all(tmp_path, plain):
    folder = static_model(tmp_path / "both", prompts={"sts": "글 "}, default="sts")
    made = SentenceEmbedding(str(folder))
    for role in ("query", "passage"):
        assert same(made.encode(["예산"], role), with_text_before(plain, "글 "))


# --- code -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where", ["modules.json", "config.json", "tokenizer_config.json", "0_Mine/config.json"]
)
def test_a_model_that_asks_for_code_is_refused_and_nothing_runs(model, tmp_path, where):
    (model / where).parent.mkdir(exist_ok=True)
    asking_for_code(model, where, tmp_path / "ran")
    made = SentenceEmbedding(str(model))
    with pytest.raises(EmbeddingUnavailable, match="코드를 실행해야 하므로 쓰지 않습니다") as told:
        made.encode(["예산"])
    assert "\n" not in str(told.value)
    assert "코드를 실행해야" in made.problem()
    with pytest.raises(EmbeddingUnavailable):
        checked(str(model))
    assert not (tmp_path / "ran").exists()


def test_a_route_of_another_module_is_code_too(model):
    assert not model_folder.asks_for_code(model)
    (model / "router_config.json").write_text('{"types": {"0": "mine.Mine"}}')
    assert model_folder.asks_for_code(model)


def test_a_model_of_the_hub_that_asks_for_code_is_refused_too(plain, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    folder = in_hub_cache(tmp_path, "who/mine", lambda at: shutil.copytree(plain, at))
    asking_for_code(folder, "modules.json", tmp_path / "ran")
    with pytest.raises(EmbeddingUnavailable, match="코드를 실행해야"):
        SentenceEmbedding("who/mine", allow_hub=True).encode(["예산"])
    assert not (tmp_path / "ran").exists()


# --- where it is ----------------------------------------------------------------------------------


def test_a_folder_goes_before_a_name_and_is_one_from_everywhere(model, monkeypatch):
    monkeypatch.chdir(model.parent)
    assert SentenceEmbedding("KURE-v1").name == str(model) == full_name("./KURE-v1")
    assert full_name("nlpai-lab/KURE-v1") == "nlpai-lab/KURE-v1"
    assert full_name("kiwi") == "kiwi"


def test_a_model_that_was_fetched_once_is_used_by_its_name(plain, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    in_hub_cache(tmp_path, "who/tiny", lambda at: shutil.copytree(plain, at))
    made = SentenceEmbedding("who/tiny")
    assert same(made.encode(["예산"]), SentenceEmbedding(str(plain)).encode(["예산"]))
    assert made.version == checked("who/tiny")
    assert made.version.startswith("tiny-")


def test_the_owner_of_the_librarys_models_may_be_left_out(plain, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    in_hub_cache(tmp_path, "sentence-transformers/tiny", lambda at: shutil.copytree(plain, at))
    assert SentenceEmbedding("tiny").dimensions == 8


@pytest.mark.parametrize(
    "name", ["who/not-here", "없는/모형", "a/b/c", "../x", "~nobody/x", "x" * 300]
)
def test_what_is_not_here_is_one_sentence_and_nothing_is_called(name, looked_up):
    made = SentenceEmbedding(name)
    with pytest.raises(EmbeddingUnavailable, match="이 컴퓨터에서 열 수 없습니다"):
        made.encode(["예산"])
    assert "열 수 없습니다" in made.problem()
    assert looked_up == []


def test_nothing_is_called_while_a_model_is_loaded_and_used(tmp_path, looked_up, monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    for folder in (static_model(tmp_path / "static"), transformer_model(tmp_path / "bert")):
        for allowed in (False, True):  # what is here is never asked for elsewhere
            SentenceEmbedding(str(folder), allow_hub=allowed).encode(["예산"], "query")
    assert looked_up == []


def test_a_model_is_fetched_only_where_the_hub_is_allowed(plain, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    fetched = []

    def download(name):
        fetched.append(name)
        in_hub_cache(tmp_path, name, lambda at: shutil.copytree(plain, at))

    monkeypatch.setattr("index.embedding.sentence_library.download", download)
    assert checked("who/new", allow_hub=True) == ""
    with pytest.raises(EmbeddingUnavailable):
        loaded("who/new")
    assert fetched == []
    loaded("who/new", allow_hub=True)
    SentenceEmbedding("who/new", allow_hub=True).encode(["예산"])
    assert fetched == ["who/new"]


def test_a_download_that_fails_is_one_sentence(looked_up, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    made = SentenceEmbedding("who/new", allow_hub=True)
    with pytest.raises(EmbeddingUnavailable, match="내려받을 수 없습니다") as told:
        made.encode(["예산"])
    assert "\n" not in str(told.value)
    assert looked_up  # it tried, and the guard of the tests forbade it
    looked_up.clear()


def test_a_folder_that_holds_no_model_is_one_sentence(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EmbeddingUnavailable, match="열 수 없습니다"):
        SentenceEmbedding(str(tmp_path)).encode(["예산"])


# --- in memory ------------------------------------------------------------------------------------


def test_many_threads_load_it_once_and_get_the_same_vectors(tmp_path, monkeypatch):
    folder = transformer_model(tmp_path / "bert")
    reads = []
    read = in_memory._read

    def slowly(name, place):
        reads.append(name)
        time.sleep(0.2)
        return read(name, place)

    monkeypatch.setattr(in_memory, "_read", slowly)
    made = [SentenceEmbedding(str(folder)) for _ in range(2)]
    texts = ["예산 공원", "소식지 " * 50, "구민"]
    start = threading.Barrier(8)

    def ask(number):
        start.wait()
        return [made[number % 2].encode(texts[: 1 + (number + at) % 3])[0] for at in range(20)]

    with ThreadPoolExecutor(8) as threads:
        found = np.array(list(threads.map(ask, range(8))))
    assert len(reads) == 1
    assert np.allclose(found, found[0, 0], atol=1e-5)


def test_it_is_not_loaded_before_it_is_needed(plain, monkeypatch):
    monkeypatch.setattr(in_memory, "_read", lambda *_: pytest.fail("loaded"))
    made = SentenceEmbedding(str(plain))
    assert made.problem() == ""
    assert made.version == checked(str(plain))


def test_a_failure_is_remembered_for_a_while_and_then_tried_again(model, monkeypatch):
    away = model.rename(model.with_name("away"))
    made = SentenceEmbedding(str(model))
    with pytest.raises(EmbeddingUnavailable):
        made.encode(["예산"])
    away.rename(model)
    with pytest.raises(EmbeddingUnavailable):
        made.encode(["예산"])
    monkeypatch.setattr(sentence, "_AGAIN", 0)
    assert made.encode(["예산"]).shape == (1, 8)


# --- versions -------------------------------------------------------------------------------------


def test_any_change_makes_another_version(model):
    before = checked(str(model))
    assert checked(str(model)) == before
    assert checked(str(shutil.copytree(model, model.parent / "b" / model.name))) == before
    (model / ".DS_Store").write_bytes(b"what a file manager leaves")
    assert checked(str(model)) == before
    weights = next(model.glob("*.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert checked(str(model)) != before


def test_a_change_within_a_large_file_is_seen(tmp_path):
    large = tmp_path / "weights.bin"
    large.write_bytes(bytes(12 << 20))
    before = model_folder.version("x", tmp_path)
    with large.open("r+b") as file:  # a quarter of it, as one layer of a few would be
        file.seek(5 << 20)
        file.write(b"\1" * (3 << 20))
    assert model_folder.version("x", tmp_path) != before


def test_only_the_version_that_made_the_vectors_is_used(model):
    made_with = checked(str(model))
    SentenceEmbedding(str(model), made_with=made_with).encode(["예산"])
    static_model(model, seed=1)
    in_memory._last.clear()
    late = SentenceEmbedding(str(model), made_with=made_with)
    assert "색인을 만들 때와 다릅니다" in late.problem()
    with pytest.raises(EmbeddingUnavailable, match="색인을 만들 때와 다릅니다"):
        late.encode(["예산"])


def test_what_is_in_memory_outlives_its_folder(model):
    made_with = checked(str(model))
    first = SentenceEmbedding(str(model), made_with=made_with)
    before = first.encode(["예산"])
    static_model(model, seed=2)
    again = SentenceEmbedding(str(model), made_with=made_with)
    assert np.array_equal(again.encode(["예산"]), before)
    assert first.problem() == again.problem() == ""
