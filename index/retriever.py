"""Our search and our embeddings for LangChain (the only file of the index that imports it)."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, SkipValidation

from index.types import Catalogue, Document, Embedder, Passage, Scope, SearchFilter, SearchIndex


class PassageEmbeddings(Embeddings):
    """Any embedder of ours for LangChain's stores; documents and questions get their own prompts.

    PassageEmbeddings(current_embedding(home)).embed_query("소통담당관 예산")
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(number) for number in self._embedder.encode([text], "query")[0]]


class PassageRetriever(BaseRetriever):
    """Passages for a question, best first, with the place that each one comes from.

    retriever = PassageRetriever(search=library.search, catalogue=library.catalogue)
    retriever.invoke("소통담당관의 2025년 예산은 얼마입니까")
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: SkipValidation[SearchIndex]
    catalogue: SkipValidation[Catalogue]
    k: int = Field(default=8, ge=1, le=100)
    scope: Scope = Field(default_factory=Scope)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.search.passages(query, self.k, SearchFilter(scope=self.scope))
        scores = {hit.id: hit.score for hit in hits}
        documents = {found.id: found for found in self.catalogue.documents(self.scope)}
        return [
            self._document(passage, documents[passage.document], scores[passage.id])
            for passage in self.catalogue.passages(list(scores), self.scope)
        ]

    def _document(self, passage: Passage, document: Document, score: float) -> LangChainDocument:
        section = self.catalogue.section(document.id, passage.section, self.scope)
        place = passage.place
        return LangChainDocument(
            id=passage.id,
            page_content=passage.text,
            metadata={
                "id": passage.id,
                "document": document.name,
                "document_id": document.id,
                "revision": document.revision,
                "title": document.title,
                "section": section.title if section else "",
                "heading": passage.heading,
                "first_line": place.first_line,
                "last_line": place.last_line,
                "page": place.page,
                "score": score,
            },
        )
