from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from decimal import Decimal

import pytest
from index_reports import ReportMaker, large_report, small_report

from index.catalogue.database import sqlite_url
from index.catalogue.figures import FigureQuery
from index.catalogue.origins import document_id
from index.catalogue.store import SqlCatalogue, revision_id
from index.errors import CatalogueUnavailable
from index.types import EVERYTHING, OFFICE, SAMPLES, Scope
from ingest.model import SectionKind


@pytest.fixture
def catalogue(tmp_path):
    made = SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path / "originals")
    yield made
    made.close()


def _ids(catalogue, scope=EVERYTHING):
    return [record.id for record in catalogue.iter_statements(scope)]


def test_a_report_comes_back_as_it_was_put(catalogue):
    report = small_report()
    document = catalogue.put(report, origin="a")
    assert catalogue.report(document.id, EVERYTHING) == report
    assert document.name == report.source.name
    assert document.revision == revision_id(report.source.sha256)
    assert (document.sections, document.tables, document.figures) == (4, 2, 8)
    assert document.passages == len(list(catalogue.iter_passages(EVERYTHING))) > 0


def test_the_same_bytes_again_change_nothing(catalogue):
    first = catalogue.put(small_report(), origin="a")
    assert catalogue.put(small_report(), origin="a") is None
    assert catalogue.documents(EVERYTHING) == [first]


def test_the_same_bytes_elsewhere_are_another_document(catalogue):
    first = catalogue.put(small_report(), origin="a")
    second = catalogue.put(small_report(), origin="b")
    assert first.id != second.id
    assert len(catalogue.documents(EVERYTHING)) == 2


def test_changed_bytes_become_current_and_the_older_revision_stays(catalogue):
    old = catalogue.put(small_report(amount=1), origin="a")
    new = catalogue.put(small_report(amount=2), origin="a")
    assert new.id == old.id == document_id("a", OFFICE)
    assert [d.revision for d in catalogue.documents(EVERYTHING)] == [new.revision]
    assert {d.revision for d in catalogue.revisions(old.id, EVERYTHING)} == {
        old.revision,
        new.revision,
    }
    before = catalogue.report(old.id, EVERYTHING, old.revision)
    assert before == small_report(amount=1)
    assert catalogue.statements([f"{old.id}/{old.revision}/0"], EVERYTHING) == []
    assert all(f"/{new.revision}/" in key for key in _ids(catalogue))


def test_older_bytes_become_current_again(catalogue):
    old = catalogue.put(small_report(amount=1), origin="a")
    catalogue.put(small_report(amount=2), origin="a")
    again = catalogue.put(small_report(amount=1), origin="a")
    assert again.revision == old.revision
    assert catalogue.report(old.id, EVERYTHING) == small_report(amount=1)
    assert len(catalogue.revisions(old.id, EVERYTHING)) == 2


def test_a_failing_put_leaves_everything_as_it_was(catalogue, monkeypatch):
    first = catalogue.put(small_report(amount=1), origin="a")

    def fail(*_args):
        raise OSError

    monkeypatch.setattr("index.catalogue.store.insert_parts", fail)
    with pytest.raises(OSError):  # noqa: PT011  the very error is passed on
        catalogue.put(small_report(amount=2), origin="a")
    assert catalogue.documents(EVERYTHING) == [first]
    assert catalogue.report(first.id, EVERYTHING) == small_report(amount=1)


def test_remove_leaves_no_trace(catalogue, tmp_path):
    maker = ReportMaker()
    section = maker.section(SectionKind.PROJECT, "유일무이한사업명")
    maker.line_of_text(section, "유일무이한문장")
    content = "유일무이한원본".encode()
    document = catalogue.put(maker.report(content), origin="a")
    catalogue.keep_original(hashlib.sha256(content).hexdigest(), content)
    assert catalogue.original(document.id, EVERYTHING) == content
    assert catalogue.remove(document.id)
    assert not catalogue.remove(document.id)
    assert catalogue.documents(EVERYTHING) == []
    assert catalogue.report(document.id, EVERYTHING) is None
    assert catalogue.original(document.id, EVERYTHING) is None
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in ("유일무이한사업명", "유일무이한문장", "유일무이한원본"):
        assert secret.encode() not in left


def test_an_original_stays_while_another_document_needs_it(catalogue):
    content = b"same"
    digest = hashlib.sha256(content).hexdigest()
    first = catalogue.put(small_report(), origin="a")
    maker_report = ReportMaker("b.txt").report(content)
    second = catalogue.put(maker_report, origin="b")
    third = catalogue.put(maker_report, origin="c")
    catalogue.keep_original(digest, content)
    catalogue.remove(first.id)
    catalogue.remove(second.id)
    assert catalogue.original(third.id, EVERYTHING) == content


def test_an_original_must_be_what_its_hash_says(catalogue):
    with pytest.raises(ValueError, match="해시"):
        catalogue.keep_original("0" * 64, b"other")
    with pytest.raises(ValueError, match="16진수"):
        catalogue.keep_original("../../etc/passwd", b"other")


def test_a_scope_hides_everything_about_a_document(catalogue):
    shown = catalogue.put(small_report("a.txt"), origin="a")
    hidden = catalogue.put(small_report("b.txt", amount=7), origin="b")
    scope = Scope(frozenset({shown.id}))
    secret_passage = next(p for p in catalogue.iter_passages(EVERYTHING) if p.document == hidden.id)
    assert catalogue.documents(scope) == [shown]
    assert catalogue.report(hidden.id, scope) is None
    assert catalogue.section(hidden.id, 0, scope) is None
    assert catalogue.block(hidden.id, 0, scope) is None
    assert catalogue.revisions(hidden.id, scope) == []
    assert catalogue.statements([f"{hidden.id}/{hidden.revision}/0"], scope) == []
    assert catalogue.passages([secret_passage.id], scope) == []
    assert {row.document.id for row in catalogue.figures(scope)} == {shown.id}
    assert all(key.startswith(shown.id) for key in _ids(catalogue, scope))


def test_a_scope_holds_for_records_that_are_remembered(catalogue):
    document = catalogue.put(small_report(), origin="a")
    key = f"{document.id}/{document.revision}/0"
    assert catalogue.statements([key], EVERYTHING)
    assert catalogue.statements([key], Scope(frozenset())) == []


@pytest.mark.parametrize(
    ("state", "office", "answers"),
    [
        ("auto", False, True),
        ("auto", True, False),
        ("on", True, True),
        ("on", False, True),
        ("off", False, False),
        ("off", True, False),
    ],
)
def test_samples_answer_only_while_they_are_on(catalogue, state, office, answers):
    sample = catalogue.put(small_report("예시.txt"), origin="s", collection=SAMPLES)
    if office:
        catalogue.put(small_report("우리.txt", amount=3), origin="o")
    catalogue.set_samples(state)
    assert catalogue.samples_state() == state
    assert bool(catalogue.documents(EVERYTHING, collection=SAMPLES)) is answers
    assert bool(catalogue.statements([f"{sample.id}/{sample.revision}/0"], EVERYTHING)) is answers
    assert (catalogue.report(sample.id, EVERYTHING) is not None) is answers
    assert sample in catalogue.stored(EVERYTHING)


def test_an_unknown_samples_state_is_refused(catalogue):
    with pytest.raises(ValueError, match="auto, on, off"):
        catalogue.set_samples("maybe")
    assert catalogue.samples_state() == "auto"


def test_statements_come_with_what_their_headings_say(catalogue):
    catalogue.put(small_report(), origin="a")
    record = next(r for r in catalogue.iter_statements(EVERYTHING) if r.statement.figures)
    assert record.agency == "금천구"
    assert record.department == "소통담당관"
    assert record.project == "공감 홍보"
    assert record.section_path == ("소통담당관", "공감 홍보")
    assert (record.caption, record.unit, record.basis_date) == (
        "연차별 소요재원",
        "천원",
        "2025. 1월 말",
    )


def test_statements_and_passages_come_in_the_order_asked(catalogue):
    catalogue.put(small_report(), origin="a")
    backwards = _ids(catalogue)[::-1]
    asked = [backwards[0], "없는/것/0", "엉터리", *backwards[1:]]
    assert [r.id for r in catalogue.statements(asked, EVERYTHING)] == backwards
    passages = [p.id for p in catalogue.iter_passages(EVERYTHING)][::-1]
    assert [p.id for p in catalogue.passages(passages, EVERYTHING)] == passages


def test_documents_are_in_the_order_of_their_names(catalogue):
    for name in ("하나.txt", "가나.txt", "나다.txt"):
        catalogue.put(small_report(name), origin=name)
    names = [document.name for document in catalogue.documents(EVERYTHING)]
    assert names == ["가나.txt", "나다.txt", "하나.txt"]


def test_figures_can_be_asked_for_and_stay_exact(catalogue, tmp_path):
    amount = 12_345_678_901_234_567_890
    document = catalogue.put(small_report(amount=amount), origin="a")
    (first, *_rest) = catalogue.figures(EVERYTHING, FigureQuery(project="공감", measure="계"))
    assert first.value == Decimal(amount)
    assert first.amount == Decimal(amount) * 1000
    assert catalogue.statements([first.statement], EVERYTHING)[0].statement.figures
    with sqlite3.connect(tmp_path / "catalogue.db") as raw:
        kinds = raw.execute("SELECT DISTINCT typeof(value), typeof(amount) FROM figures")
        assert kinds.fetchall() == [("text", "text")]
    ask = catalogue.figures
    assert ask(EVERYTHING, FigureQuery(document=document.id, department="소통", year=2025))
    assert ask(EVERYTHING, FigureQuery(document="소통.txt", limit=3))[2].project == "공감 홍보"
    assert len(ask(EVERYTHING, FigureQuery(limit=3))) == 3
    assert ask(EVERYTHING, FigureQuery(year=1999)) == []
    assert ask(EVERYTHING, FigureQuery(measure="%")) == []


def test_another_process_is_seen_at_the_next_call(tmp_path):
    url = f"sqlite:///{tmp_path / 'catalogue.db'}"
    mine, other = (SqlCatalogue(url, tmp_path / "originals") for _ in range(2))
    document = other.put(small_report(), origin="a")
    assert mine.documents(EVERYTHING) == [document]
    other.remove(document.id)
    assert mine.documents(EVERYTHING) == []
    mine.close()
    other.close()


def test_a_database_that_cannot_be_used_is_one_korean_sentence(tmp_path):
    (tmp_path / "catalogue.db").write_bytes(b"no database at all" * 500)
    with pytest.raises(CatalogueUnavailable, match="문서 저장소를 열 수 없습니다"):
        SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path / "originals")
    (tmp_path / "file").write_text("")
    with pytest.raises(CatalogueUnavailable, match="만들 수 없습니다"):
        sqlite_url(tmp_path / "file" / "catalogue.db")


def test_a_database_of_other_software_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path / 'catalogue.db'}"
    SqlCatalogue(url, tmp_path / "originals").close()
    with sqlite3.connect(tmp_path / "catalogue.db") as raw:
        raw.execute("UPDATE state SET value = '99' WHERE key = 'schema'")
    with pytest.raises(CatalogueUnavailable, match="다른 판의 소프트웨어"):
        SqlCatalogue(url, tmp_path / "originals")


def test_a_write_that_fails_is_one_korean_sentence(catalogue, tmp_path):
    first = catalogue.put(small_report(amount=1), origin="a")
    with sqlite3.connect(tmp_path / "catalogue.db") as raw:
        raw.execute("DROP TABLE figures")
    with pytest.raises(CatalogueUnavailable, match="그대로입니다"):
        catalogue.put(small_report(amount=2), origin="a")
    assert catalogue.documents(EVERYTHING) == [first]


def test_threads_may_write_and_read_together(catalogue):
    problems = []

    def work(number):
        try:
            catalogue.put(small_report(f"{number}.txt", amount=number), origin=str(number))
            assert catalogue.statements(_ids(catalogue), EVERYTHING)
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(catalogue.documents(EVERYTHING)) == 8


def test_three_hundred_statements_of_thousands(catalogue):
    catalogue.put(large_report(), origin="a")
    some = _ids(catalogue)[::16]
    assert len(some) > 300
    found = catalogue.statements(some, EVERYTHING)
    assert [record.id for record in found] == some
    assert catalogue.statements(some, EVERYTHING) == found


def test_figures_of_stored_json_are_written_as_text(catalogue, tmp_path):
    catalogue.put(small_report(), origin="a")
    with sqlite3.connect(tmp_path / "catalogue.db") as raw:
        rows = [json.loads(data) for (data,) in raw.execute("SELECT data FROM statements")]
    values = [figure["value"] for row in rows for figure in row["statement"].get("figures", ())]
    assert values
    assert all(isinstance(value, str) for value in values)


def test_the_same_bytes_read_by_newer_rules_are_a_revision_of_their_own(catalogue, monkeypatch):
    old = catalogue.put(small_report(), origin="a")
    monkeypatch.setattr("index.catalogue.store.READING", 10_000)
    new = catalogue.put(small_report(), origin="a")
    assert new.id == old.id
    assert new.revision != old.revision
    assert catalogue.put(small_report(), origin="a") is None
