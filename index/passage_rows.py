"""Which passages a generation has, and whose they are: row by row, in the order of their ids.

ids.npy        the ids, sorted, ASCII
owners.npy     for each row the numbers of its document and of its department
owners.json    the documents and departments by number
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import mapped
from index.tokens.ragged import Rows
from index.types import Passage

_IDS, _OWNERS, _NAMES = "ids.npy", "owners.npy", "owners.json"


class PassageRows:
    """The row of every passage, found by bisection."""

    def __init__(
        self,
        ids: NDArray[np.bytes_],
        owners: NDArray[np.int32],
        documents: Sequence[str],
        departments: Sequence[str],
    ) -> None:
        """`owners` is of shape (rows, 2): positions in `documents` and in `departments`."""
        self.ids = ids
        self._owners = owners
        self._documents = documents
        self._departments = departments

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> PassageRows:
        """The rows of passages that are sorted by their ids."""
        listed = [(p.id.encode("ascii"), p.document, p.department) for p in passages]
        documents = sorted({document for _, document, _ in listed})
        departments = sorted({department for _, _, department in listed})
        document_at = {document: at for at, document in enumerate(documents)}
        department_at = {department: at for at, department in enumerate(departments)}
        owners = [(document_at[doc], department_at[department]) for _, doc, department in listed]
        return cls(
            np.array([key for key, _, _ in listed], np.bytes_),
            np.array(owners, np.int32).reshape(-1, 2),
            documents,
            departments,
        )

    @classmethod
    def load(cls, folder: Path) -> PassageRows:
        names = json.loads((folder / _NAMES).read_text("utf-8"))
        ids = mapped(folder / _IDS)
        owners = np.load(folder / _OWNERS, allow_pickle=False)
        return cls(ids, owners, names["documents"], names["departments"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _IDS, self.ids, allow_pickle=False)
        np.save(folder / _OWNERS, self._owners, allow_pickle=False)
        names = {"documents": self._documents, "departments": self._departments}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")

    def __len__(self) -> int:
        return len(self.ids)

    def id(self, row: int) -> str:
        return bytes(self.ids[row]).decode("ascii")

    def document(self, row: int) -> str:
        return self._documents[int(self._owners[row, 0])]

    def rows(self, ids: Sequence[str]) -> Rows:
        """The rows of ids that are there."""
        asked = np.array([key.encode("ascii") for key in ids], np.bytes_)
        return np.searchsorted(self.ids, asked)

    def among(self, documents: Collection[str], departments: Collection[str] = ()) -> Rows | None:
        """The rows of these documents, of these departments where any is named; None for all."""
        allowed = [document in documents for document in self._documents]
        if all(allowed) and not departments:
            return None
        mask = np.array(allowed, bool)[self._owners[:, 0]]
        if departments:
            named = [department in departments for department in self._departments]
            mask &= np.array(named, bool)[self._owners[:, 1]]
        return np.flatnonzero(mask)
