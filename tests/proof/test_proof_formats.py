"""Proofs of what stands in cells of sheets and on pages, not on lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.proof.document import parse_proof
from assistant.settings import Settings
from assistant.wiring import Workspace

FILES = Path(__file__).parents[1] / "formats" / "files"
QUESTION = "2025년 성과관리체계 운영 예산액은?"


@pytest.mark.parametrize("ending", ["xlsx", "ods", "pdf", "hwp", "hwpx", "docx", "html"])
def test_a_fresh_proof_holds_in_every_format(ending, tmp_path):
    (path,) = FILES.glob(f"2026년_주요업무계획.{ending}")
    with Workspace.open(Settings.load({"BOGO_HOME": str(tmp_path)})) as workspace:
        workspace.ingest([path], lambda *_: None)
        answer = workspace.assistant.ask(QUESTION, ())
        assert answer.status is Status.ANSWERED
        assert [int(value.value) for value in answer.values] == [171_300]
        proof = parse_proof(workspace.prover.prove(QUESTION, ()).to_bytes(), "근거.json")
        found = list(workspace.check(proof))
    assert [one.said for one in found if one.holds is False] == []
    assert any(one.said.startswith("값 ") and one.holds for one in found)
