"""A folder and its documents, kept equal: new, changed, moved, gone, and nothing else touched."""

import pytest
from wiring_office import BROKEN, counts

from assistant.wiring.planning import Status
from assistant.wiring.sync import TooManyGone
from index.catalogue.origins import document_id
from index.types import OFFICE

NEW, CHANGED, MOVED, GONE = Status.NEW, Status.CHANGED, Status.MOVED, Status.GONE


def test_a_folder_is_read_and_then_nothing_is_to_be_done(office, parsed):
    for number, name in enumerate(("가.txt", "나.txt", "하위/다.txt")):
        office.write(name, number)
    assert counts(office.sync()) == {NEW: 3}
    assert list(office.documents) == ["가.txt", "나.txt", "하위/다.txt"]
    parsed.clear()
    before = office.dump()
    again = office.sync()
    assert again.counts == {Status.UNCHANGED: (3, 0)}
    assert parsed == []
    assert office.dump() == before


def test_a_changed_file_is_a_new_revision_of_its_document(office, parsed):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    before = office.documents
    office.write("1.txt", 777_000)
    parsed.clear()
    summary = office.sync()
    assert counts(summary) == {CHANGED: 1}
    assert parsed == ["1.txt"]
    assert office.documents["1.txt"].id == before["1.txt"].id
    assert office.documents["1.txt"].revision != before["1.txt"].revision
    assert summary.revised == {before["1.txt"].id}
    assert "777,000천원" in office.said("1.txt")


def test_a_moved_file_keeps_its_document_and_is_not_read_again(office, parsed):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    before = office.documents["1.txt"]
    (office.files / "보관").mkdir()
    (office.files / "1.txt").rename(office.files / "보관" / "하나.txt")
    parsed.clear()
    summary = office.sync()
    assert counts(summary) == {MOVED: 1}
    assert parsed == []
    assert [moved.names for moved in summary.moved] == [("1.txt", "하나.txt")]
    after = office.documents["보관/하나.txt"]
    assert (after.id, after.revision, after.name) == (before.id, before.revision, "하나.txt")
    assert office.catalogue.source(after.id, _everything()).name == "하나.txt"
    assert "1.txt" not in office.documents
    # and it goes on from there
    office.write("보관/하나.txt", 999_000)
    assert counts(office.sync()) == {CHANGED: 1}
    assert office.documents["보관/하나.txt"].id == before.id


def test_a_file_that_only_changes_its_folder_is_told_by_its_places(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    (office.files / "보관").mkdir()
    (office.files / "1.txt").rename(office.files / "보관" / "1.txt")
    assert ("옮김", "1.txt", f"전에는 {office.files / '1.txt'}") in list(office.preview().rows())
    (moved,) = office.sync().moved
    assert moved.names == (str(office.files / "1.txt"), str(office.files / "보관" / "1.txt"))


def _everything():
    from index.types import EVERYTHING

    return EVERYTHING


def test_a_file_at_the_old_place_of_a_moved_one_is_another_document(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    first = office.documents["1.txt"].id
    (office.files / "1.txt").rename(office.files / "옛1.txt")
    office.sync()
    office.write("1.txt", 500_000)
    assert counts(office.sync()) == {NEW: 1}
    assert first == document_id(str(office.files / "1.txt"), OFFICE)
    assert office.documents["옛1.txt"].id == first
    assert office.documents["1.txt"].id not in {first, ""}
    assert "500,000천원" in office.said("1.txt")
    assert counts(office.sync()) == {}


def test_a_file_that_is_renamed_and_replaced_at_once_loses_nothing(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    (office.files / "1.txt").rename(office.files / "옛1.txt")
    office.write("1.txt", 500_000)
    assert counts(office.sync()) == {NEW: 1, CHANGED: 1}
    assert "500,000천원" in office.said("1.txt")
    assert "□ 예산 : 1천원".removeprefix("□ ") in office.said("옛1.txt")


def test_a_deleted_file_takes_its_document_with_it(office, parsed):
    for number in range(4):
        office.write(f"{number}.txt", number)
    office.sync()
    (office.files / "2.txt").unlink()
    parsed.clear()
    summary = office.sync()
    assert counts(summary) == {GONE: 1}
    assert [document.name for document in summary.removed] == ["2.txt"]
    assert list(office.documents) == ["0.txt", "1.txt", "3.txt"]
    assert parsed == []


def test_only_documents_of_the_folder_go(office, tmp_path):
    outside = tmp_path / "files와 이름이 비슷한 곳"
    outside.mkdir()
    (outside / "밖.txt").write_text("2030년 계획\n\n□ 밖 : 1천원\n", "utf-8")
    office.ingest(outside)
    (outside / "밖.txt").unlink()
    for number in range(3):
        office.write(f"하나/{number}.txt", number)
        office.write(f"둘/{number}.txt", number + 10)
    office.sync()
    (office.files / "하나" / "0.txt").unlink()
    (office.files / "둘" / "0.txt").unlink()
    assert counts(office.sync(office.files / "하나")) == {GONE: 1}
    assert "둘/0.txt" in office.documents
    assert any(document.name == "밖.txt" for document in office.documents.values())


def test_ingesting_a_folder_removes_nothing(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.ingest()
    (office.files / "1.txt").unlink()
    office.ingest()
    assert list(office.documents) == ["0.txt", "1.txt", "2.txt"]


# --- safety ---------------------------------------------------------------------------------------


def _empty(office):
    for path in list(office.files.iterdir()):
        path.unlink()


def _unmount(office):
    office.files.rename(office.files.with_name("elsewhere"))


def _lose_most(office):
    for number in range(3):
        (office.files / f"{number}.txt").unlink()


@pytest.mark.parametrize(
    ("lose", "part"),
    [(_empty, "5건 가운데 5건"), (_unmount, "찾을 수 없습니다"), (_lose_most, "5건 가운데 3건")],
)
def test_a_loss_that_looks_like_a_mistake_is_refused_and_changes_nothing(office, lose, part):
    for number in range(5):
        office.write(f"{number}.txt", number)
    office.sync()
    before, rebuilt = office.dump(), office.rebuilt
    lose(office)
    with pytest.raises(TooManyGone, match=part) as refused:
        office.sync()
    assert "--allow-delete" in str(refused.value)
    assert office.dump() == before
    assert office.rebuilt == rebuilt
    office.sync(allow_delete=True)
    assert len(office.documents) == (2 if lose is _lose_most else 0)


def test_half_may_go(office):
    for number in range(4):
        office.write(f"{number}.txt", number)
    office.sync()
    for number in range(2):
        (office.files / f"{number}.txt").unlink()
    assert counts(office.sync()) == {GONE: 2}


def test_an_emptied_folder_within_loses_its_documents(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.write("하위/가.txt", 10)
    office.sync()
    (office.files / "하위" / "가.txt").unlink()
    assert counts(office.sync())[GONE] == 1


def test_what_is_behind_a_closed_door_is_not_gone(office, monkeypatch):
    from pathlib import Path

    for number in range(3):
        office.write(f"{number}.txt", number)
    office.write("하위/가.txt", 10)
    office.sync()
    listing = Path.iterdir

    def refuse(self):
        if self.name == "하위":
            raise PermissionError
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    summary = office.sync()
    assert GONE not in summary.counts
    assert "하위/가.txt" in office.documents
    assert any("권한" in skipped.reason for skipped in summary.skipped)


# --- the same content twice -----------------------------------------------------------------------


def test_a_copy_is_no_second_document_until_the_first_goes(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.write("사본.txt", 1)
    summary = office.sync()
    (same,) = summary.skipped
    assert (same.name, same.reason) == ("사본.txt", "내용이 같은 문서가 이미 있습니다: 1.txt")
    first = office.documents["1.txt"].id
    (office.files / "1.txt").unlink()
    assert counts(office.sync()) == {MOVED: 1}
    assert office.documents["사본.txt"].id == first


def test_a_file_that_becomes_a_copy_no_longer_answers_twice(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    office.write("2.txt", 1)
    assert counts(office.sync()) == {Status.SAME: 1, GONE: 1}
    assert list(office.documents) == ["0.txt", "1.txt"]


# --- archives -------------------------------------------------------------------------------------


def test_members_come_change_and_go_with_their_archive(office, parsed):
    office.write("밖.txt", 50)
    office.zip("a.zip", [("하나.txt", 1), ("안/둘.txt", 2), ("셋.txt", 3), ("~$넷.docx", b"x")])
    summary = office.sync()
    assert counts(summary) == {NEW: 4, Status.PASSED: 1}
    assert summary.passed == {"잠금 파일": 1}
    assert list(office.documents) == ["a.zip!셋.txt", "a.zip!안/둘.txt", "a.zip!하나.txt", "밖.txt"]
    second = office.documents["a.zip!안/둘.txt"]
    assert second.name == "둘.txt"
    parsed.clear()
    assert counts(office.sync()) == {}
    assert parsed == []
    office.zip("a.zip", [("하나.txt", 1), ("안/둘.txt", 22), ("다섯.txt", 5)])
    assert counts(office.sync()) == {CHANGED: 1, NEW: 1, GONE: 1}
    assert sorted(office.documents) == [
        "a.zip!다섯.txt",
        "a.zip!안/둘.txt",
        "a.zip!하나.txt",
        "밖.txt",
    ]
    assert office.documents["a.zip!안/둘.txt"].id == second.id
    (office.files / "a.zip").unlink()
    assert counts(office.sync(allow_delete=True)) == {GONE: 3}
    assert list(office.documents) == ["밖.txt"]


def test_a_renamed_archive_moves_its_documents(office, parsed):
    office.zip("a.zip", [("하나.txt", 1), ("둘.txt", 2)])
    office.sync()
    before = {one.name: one.id for one in office.documents.values()}
    (office.files / "a.zip").rename(office.files / "b.zip")
    parsed.clear()
    assert counts(office.sync()) == {MOVED: 2}
    assert parsed == ["b.zip"]  # it was looked into, and nothing was read
    assert {one.name: one.id for one in office.documents.values()} == before
    assert all(place.startswith("b.zip!") for place in office.documents)


@pytest.mark.parametrize("spoilt", [lambda d: d[:-40], lambda d: BROKEN, lambda d: b""])
def test_an_archive_that_breaks_keeps_its_documents(office, spoilt):
    office.write("밖.txt", 50)
    path = office.zip("a.zip", [("하나.txt", 1), ("둘.txt", 2)])
    office.sync()
    path.write_bytes(spoilt(path.read_bytes()))
    for _ in range(2):
        summary = office.sync()
        assert GONE not in summary.counts
        assert "a.zip" in office.quarantined
        assert len(office.documents) == 3
    office.zip("a.zip", [("하나.txt", 1), ("둘.txt", 2)])
    assert counts(office.sync()) == {}
    assert office.quarantined == {}


def test_an_archive_that_becomes_a_document_loses_its_members_when_it_is_read(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.zip("a.txt", [("하나.txt", 100)])
    office.sync()
    assert "a.txt!하나.txt" in office.documents
    office.write("a.txt", 200)
    assert counts(office.sync()) == {NEW: 1}
    assert counts(office.sync()) == {GONE: 1}
    assert "a.txt" in office.documents


# --- what cannot be read --------------------------------------------------------------------------


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(office):
    path = office.write("1.txt", 123_000)
    office.sync()
    before = office.documents
    path.write_bytes(BROKEN)
    for _ in range(2):
        (skipped,) = office.sync().skipped
        assert skipped.kept
        assert office.documents == before
        assert "123,000천원" in office.said("1.txt")
        assert list(office.quarantined) == ["1.txt"]
    path.unlink()
    assert counts(office.sync(allow_delete=True)) == {GONE: 1}
    assert office.quarantined == {}


def test_a_dry_run_tells_all_and_changes_nothing(office, parsed):
    for number in range(5):
        office.write(f"{number}.txt", number)
    office.sync()
    (office.files / "0.txt").unlink()
    (office.files / "1.txt").rename(office.files / "하나.txt")
    office.write("2.txt", 222)
    office.write("새.txt", 333)
    office.write("사본.txt", 3)
    office.write(".숨김.txt", 4)
    (office.files / "빈.txt").write_bytes(b"")
    before, originals = office.dump(), sorted((office.home / "originals").iterdir())
    parsed.clear()
    preview = office.preview()
    assert preview.counts == {
        Status.NEW: 1,
        Status.CHANGED: 1,
        Status.MOVED: 1,
        Status.GONE: 1,
        Status.UNCHANGED: 2,
        Status.SAME: 1,
        Status.UNREAD: 1,
        Status.PASSED: 1,
    }
    assert parsed == []
    assert office.dump() == before
    assert sorted((office.home / "originals").iterdir()) == originals
    rows = {name: (status, said) for status, name, said in preview.rows()}
    assert rows["하나.txt"] == ("옮김", "전에는 1.txt")
    assert rows["0.txt"][0] == "없어짐"
    summary = office.sync()
    done = {status: files for status, (files, _) in summary.counts.items()}
    assert done == preview.counts
