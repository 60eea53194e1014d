from __future__ import annotations

import numpy as np
import pytest
from index_models import static_model
from index_reports import large_report

from index.embedding.kiwi import KiwiEmbedding
from index.embedding.registry import fitted, opened
from index.embedding.space import MorphemeSpace
from index.errors import EmbeddingUnavailable
from index.morphemes import Morphemes
from index.passages import split_report
from index.retriever import PassageEmbeddings
from index.tokens.analysis import Analysis
from index.tokens.ragged import Ragged
from index.tokens.texts import TokenTexts


def numbers(texts):
    analysis = Analysis(Morphemes())
    analysis.learn(texts)
    analysis.close()
    rows = Ragged.of((analysis.tokens(text) for text in texts), np.uint32)
    return TokenTexts(rows, analysis.table, MorphemeSpace().vectors(analysis.table.ids))


@pytest.fixture(scope="module")
def texts():
    return [passage.text for passage in split_report(large_report(40), "d")]


@pytest.fixture(scope="module")
def embedding(texts):
    return KiwiEmbedding.fitted(numbers(texts), Morphemes())


def test_vectors_are_of_length_one(embedding, texts):
    vectors = embedding.encode(texts)
    assert vectors.shape == (len(texts), embedding.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_analysed_texts_get_the_vectors_of_their_text(embedding, texts):
    many = np.vstack(list(embedding.encode_tokens(numbers(texts))))
    assert np.array_equal(many, embedding.encode(texts))


def test_a_text_without_terms_is_all_zeros(embedding):
    assert not embedding.encode(["", "·-△"]).any()
    assert embedding.encode([]).shape == (0, embedding.dimensions)


def test_the_same_text_gets_the_same_vector_in_any_company(embedding, texts):
    alone = embedding.encode([texts[3]])[0]
    assert np.array_equal(embedding.encode(texts)[3], alone)
    assert np.array_equal(
        KiwiEmbedding.fitted(numbers(texts), Morphemes()).encode([texts[3]])[0], alone
    )


def test_what_was_saved_embeds_alike(embedding, texts, tmp_path):
    embedding.save(tmp_path)
    loaded = opened("kiwi", tmp_path, Morphemes())
    assert loaded.version == embedding.version
    assert np.array_equal(loaded.encode(texts[:5]), embedding.encode(texts[:5]))


def test_words_of_one_meaning_are_nearer_than_others(embedding):
    staff, officials, dog = embedding.encode(["직원", "공무원", "강아지"])
    assert staff @ officials > staff @ dog


def test_names_and_numbers_keep_their_identity(embedding):
    asked, same, other = embedding.encode(["462,880천원", "462880원", "570,000천원"])
    assert asked @ same > 0.9
    assert asked @ other < 0.5


def test_statistics_stay_while_they_fit_and_go_when_outgrown(embedding, texts, tmp_path):
    embedding.save(tmp_path)
    morphemes = Morphemes()
    grown = fitted("kiwi", numbers([*texts, "한 줄이 늘었습니다."]), morphemes, previous=tmp_path)
    assert grown.version == embedding.version
    doubled = fitted("kiwi", numbers([*texts, *texts]), morphemes, previous=tmp_path)
    assert doubled.version != embedding.version


def test_the_version_tells_names_apart(embedding, texts):
    assert KiwiEmbedding.fitted(numbers(texts), Morphemes(("청사과",))).version != embedding.version


def test_few_texts_or_none_can_be_fitted():
    for some in ([], ["예산"]):
        made = KiwiEmbedding.fitted(numbers(some), Morphemes())
        assert np.linalg.norm(made.encode(["예산"])) == pytest.approx(1)


def test_a_model_that_is_not_here_is_one_korean_sentence():
    pytest.importorskip("sentence_transformers")
    with pytest.raises(EmbeddingUnavailable, match="이 컴퓨터에서 열 수 없습니다"):
        _ = fitted("없는/모형", numbers(["글"]), Morphemes()).dimensions


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return static_model(tmp_path_factory.mktemp("models") / "tiny-e5")


def test_a_model_in_a_folder_embeds_with_its_prompts(folder):
    model = fitted(str(folder), numbers(["글"]), Morphemes())
    vectors = model.encode(["예산", "공원"])
    assert vectors.shape == (2, model.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert not np.allclose(model.encode(["예산"], "query"), vectors[:1])
    assert model.encode([]).shape == (0, 8)


def test_a_changed_model_has_another_version(folder, tmp_path):
    before = fitted(str(folder), numbers([]), Morphemes()).version
    assert fitted(str(folder), numbers([]), Morphemes()).version == before
    (folder / "note.txt").write_text("x")
    assert fitted(str(folder), numbers([]), Morphemes()).version != before


def test_langchain_gets_lists_of_numbers(embedding, texts):
    made = PassageEmbeddings(embedding)
    assert np.array_equal(
        np.array(made.embed_documents(texts[:3]), np.float32), embedding.encode(texts[:3])
    )
    assert made.embed_query(texts[0]) == made.embed_documents(texts[:1])[0]
    assert made.embed_documents([]) == []


def test_langchain_asks_with_the_prompts_of_the_model(folder):
    made = PassageEmbeddings(fitted(str(folder), numbers([]), Morphemes()))
    assert made.embed_query("예산") != made.embed_documents(["예산"])[0]
