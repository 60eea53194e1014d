"""The default embedding as a sentence-transformers model: the same vectors, by all its calls."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from index_models import static_model
from index_reports import large_report

from index.embedding.current import current_embedding
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.sentence import SentenceEmbedding, as_sentence_transformer
from index.errors import Damaged, EmbeddingUnavailable, NotBuilt
from index.library import Library
from index.passages import split_report

library = pytest.importorskip("sentence_transformers")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    made = Library(folder)
    made.catalogue.put(large_report(40), origin="a")
    made.rebuild()
    made.close()
    return folder


@pytest.fixture(scope="module")
def texts():
    found = [passage.text for passage in split_report(large_report(40), "d")]
    return [*found, "예산", "", "·-△", "2025년 청사 정비 사업의 예산은 얼마입니까?"]


@pytest.fixture(scope="module")
def expected(home, texts):
    return current_embedding(home).encode(texts)


@pytest.fixture(scope="module")
def model(home):
    return as_sentence_transformer(home)


def test_it_gives_the_vectors_of_the_current_generation(home, model, texts, expected):
    assert isinstance(model, library.SentenceTransformer)
    assert isinstance(current_embedding(home), KiwiEmbedding)
    found = model.encode(texts)
    assert found.dtype == np.float32
    assert found.shape == (len(texts), 768) == expected.shape
    assert np.abs(found - expected).max() <= 1e-6


@pytest.mark.parametrize("batch_size", [1, 7, 1000])
def test_the_size_of_batches_and_the_order_do_not_matter(model, texts, expected, batch_size):
    order = np.random.default_rng(0).permutation(len(texts))
    found = model.encode([texts[at] for at in order], batch_size=batch_size)
    assert np.abs(found - expected[order]).max() <= 1e-6


def test_an_embedding_is_taken_as_well_as_a_folder(home, texts, expected):
    assert np.array_equal(as_sentence_transformer(current_embedding(home)).encode(texts), expected)


def test_a_text_without_terms_is_all_zeros(model):
    assert not model.encode(["", "·-△"]).any()
    assert not model.encode("").any()
    assert not model.encode([""], normalize_embeddings=True).any()
    assert len(model.encode([])) == 0


def test_every_way_of_asking_for_vectors_gives_the_same(model, texts, expected):
    ways = [
        model.encode(texts, normalize_embeddings=True),
        model.encode(texts, convert_to_tensor=True).numpy(),
        np.vstack([one.numpy() for one in model.encode(texts, convert_to_numpy=False)]),
        model.encode_query(texts),
        model.encode_document(texts),
        model.encode(np.array(texts)),
        np.vstack([model.encode(text) for text in texts]),
    ]
    for found in ways:
        assert np.abs(found - expected).max() <= 1e-6


def test_a_prompt_is_put_before_the_text(model):
    assert np.array_equal(model.encode("예산", prompt="청사 "), model.encode("청사 예산"))


def test_similarity_is_the_cosine(model, texts, expected):
    vectors = model.encode(texts[:5])
    assert np.allclose(model.similarity(vectors, vectors), expected[:5] @ expected[:5].T, atol=1e-5)
    assert model.similarity_fn_name == "cosine"
    assert not model.similarity(model.encode([""]), vectors).any()


def test_it_tells_its_dimensions_and_fits_into_a_truncated_space(model, texts):
    assert model[0].get_embedding_dimension() == model[0].get_sentence_embedding_dimension() == 768
    assert model.encode(texts[:2], truncate_dim=256).shape == (2, 256)


def test_it_serves_callers_who_ask_as_langchain_does(model, texts, expected):
    """`embed_documents` of its wrapper: lines joined, a list of lists of floats handed back."""
    options = {"normalize_embeddings": True, "batch_size": 16, "show_progress_bar": False}
    documents = model.encode([text.replace("\n", " ") for text in texts], **options).tolist()
    assert np.abs(np.array(documents) - expected).max() <= 1e-6
    assert isinstance(documents[0][0], float)
    question = model.encode("예산", prompt_name=None, **options).tolist()
    assert len(question) == 768


@pytest.mark.parametrize("how", ["save", "save_pretrained", "push_to_hub", "save_to_hub"])
def test_saving_it_says_that_it_is_not_saved(model, tmp_path, looked_up, how):
    place = tmp_path / "saved"
    with pytest.raises(EmbeddingUnavailable, match="저장하거나 올릴 수 없습니다") as told:
        getattr(model, how)(str(place))
    assert "\n" not in str(told.value)
    assert not place.exists()
    with pytest.raises(EmbeddingUnavailable, match="저장하거나 올릴 수 없습니다"):
        model[0].save(str(place))
    assert looked_up == []


def test_a_generation_of_another_model_gives_that_model(tmp_path):
    folder = static_model(tmp_path / "KURE-v1")
    made = Library(tmp_path / "home", embedding=str(folder))
    made.catalogue.put(large_report(10), origin="a")
    made.rebuild()
    made.close()
    own = SentenceEmbedding(str(folder)).encode(["예산", "공원"])
    assert np.allclose(as_sentence_transformer(tmp_path / "home").encode(["예산", "공원"]), own)


def test_without_a_whole_index_it_says_so(tmp_path):
    with pytest.raises(NotBuilt):
        current_embedding(tmp_path)
    made = Library(tmp_path)
    made.catalogue.put(large_report(10), origin="a")
    made.rebuild()
    made.close()
    current_embedding(tmp_path)
    next(tmp_path.glob("generations/*/embedding/whitening.npz")).write_bytes(b"x")
    with pytest.raises(Damaged):
        current_embedding(tmp_path)


def test_the_example_of_the_documents_runs(home, tmp_path, monkeypatch):
    document = Path(__file__).resolve().parents[2] / "docs" / "embedding.md"
    example = re.search(r"```python\n(.+?)```", document.read_text("utf-8"), re.DOTALL)[1]
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".bogo").symlink_to(home)
    names = {}
    exec(example, names)  # noqa: S102
    assert names["vectors"].shape == (2, 768)
