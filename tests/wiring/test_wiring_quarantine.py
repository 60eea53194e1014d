"""Files that cannot be read are remembered, not parsed at each run, and tried when it may help."""

import json

import pytest
from wiring_office import BROKEN, counts

from assistant.settings import Settings
from assistant.wiring.planning import Status
from assistant.wiring.workspace import limits_of
from index.catalogue import quarantine as quarantining
from index.catalogue.quarantine import Quarantined
from ingest.limits import MEGABYTE, Limits

UNREAD = {Status.UNREAD: 1}


@pytest.fixture
def broken(office):
    (office.files / "그림.txt").write_bytes(BROKEN)
    office.write("1.txt", 1)
    office.ingest()
    return office


def test_a_refusal_is_kept_with_reason_and_remedy(broken):
    (one,) = broken.quarantined.values()
    assert one.name == "그림.txt"
    assert one.path == str(broken.files / "그림.txt")
    assert one.kind in {"Malformed", "Unsupported"}
    assert one.reason.endswith("다.")
    assert len(one.sha256) == 64
    assert json.loads(one.limits)["seconds"] == 300


def test_it_is_not_parsed_again(broken, parsed):
    summary = broken.ingest()
    assert counts(summary) == UNREAD
    assert parsed == []
    (skipped,) = summary.skipped
    assert skipped.reason == broken.quarantined["그림.txt"].reason
    assert skipped.remedy == broken.quarantined["그림.txt"].remedy


def test_it_is_parsed_again_where_that_is_asked_for(broken, parsed):
    assert counts(broken.ingest(retry=True)) == UNREAD
    assert parsed == ["그림.txt"]


@pytest.mark.parametrize(
    ("limits", "again"),
    [
        (Limits(), False),
        (Limits(seconds=60), False),
        (Limits(seconds=301), True),
        (Limits(pages=5_000), True),
        (Limits(memory_bytes=2**31, seconds=60), True),
    ],
)
def test_it_is_parsed_again_where_a_limit_was_raised(broken, parsed, limits, again):
    broken.ingest(limits=limits)
    assert bool(parsed) is again
    parsed.clear()
    broken.ingest(limits=limits)
    assert parsed == []


def test_it_is_parsed_again_where_the_rules_of_reading_changed(broken, parsed, monkeypatch):
    monkeypatch.setattr(quarantining, "READING", 1_000)
    broken.ingest()
    assert "그림.txt" in parsed


def test_it_leaves_the_quarantine_when_it_is_read(broken):
    broken.write("그림.txt", 2)
    summary = broken.ingest()
    assert counts(summary) == {Status.NEW: 1}
    assert broken.quarantined == {}


def test_what_fails_in_time_may_succeed_later(office):
    office.write("느림.txt", 1)
    hasty = Limits(seconds=0.3)
    summary = office.ingest(work="wiring_work:sleep", limits=hasty)
    assert "0.3초" in summary.skipped[0].reason
    assert office.quarantined["느림.txt"].kind == "TooLong"
    assert counts(office.ingest(limits=hasty)) == UNREAD
    assert counts(office.ingest()) == {Status.NEW: 1}
    assert office.quarantined == {}


def test_members_are_remembered_one_by_one(office, parsed):
    office.zip("a.zip", [("빈.txt", b""), ("그림.txt", BROKEN), ("좋음.txt", 1)])
    assert counts(office.ingest()) == {Status.NEW: 1, Status.UNREAD: 2}
    assert list(office.quarantined) == ["a.zip!그림.txt", "a.zip!빈.txt"]
    assert {one.path for one in office.quarantined.values()} == {str(office.files / "a.zip")}
    parsed.clear()
    assert counts(office.ingest()) == {Status.UNREAD: 2}
    assert parsed == []
    office.ingest(retry=True)
    assert sorted(set(parsed)) == ["a.zip", "그림.txt"]
    office.zip("a.zip", [("빈.txt", 2), ("좋음.txt", 1)])
    assert counts(office.ingest()) == {Status.NEW: 1}
    assert office.quarantined == {}


def test_paths_that_do_not_exist_and_folders_are_not_remembered(office):
    (office.files / "빈폴더").mkdir()
    office.ingest(office.files, office.files / "없음.txt")
    assert office.quarantined == {}


def test_a_run_that_is_broken_off_goes_on_where_it_was(office, parsed, monkeypatch):
    for number in range(5):
        office.write(f"{number}.txt", number)
    put = office.catalogue.put

    def stop_at_third(report, **more):
        if report.source.name == "3.txt":
            raise KeyboardInterrupt
        return put(report, **more)

    monkeypatch.setattr(office.catalogue, "put", stop_at_third)
    with pytest.raises(KeyboardInterrupt):
        office.ingest()
    assert list(office.documents) == ["0.txt", "1.txt", "2.txt"]
    monkeypatch.undo()
    parsed.clear()
    assert counts(office.ingest()) == {Status.NEW: 2}
    assert len(office.documents) == 5


def test_copies_of_what_cannot_be_read_are_not_said_to_be_there_already(office, parsed):
    for name in ("가.txt", "나.txt"):
        (office.files / name).write_bytes(BROKEN)
    for _ in range(2):
        summary = office.sync()
        assert counts(summary) == {Status.UNREAD: 2}
        assert len({skipped.reason for skipped in summary.skipped}) == 1
        assert list(office.quarantined) == ["가.txt", "나.txt"]
    assert parsed == ["가.txt"]


def test_documents_that_become_the_same_unreadable_file_go_on_answering(office):
    for number in range(3):
        office.write(f"{number}.txt", number)
    office.sync()
    before = office.documents
    for number in range(2):
        (office.files / f"{number}.txt").write_bytes(BROKEN)
    for _ in range(2):
        assert [skipped.kept for skipped in office.sync().skipped] == [True, True]
        assert office.documents == before


def test_what_is_kept_holds_for_the_same_bytes_rules_and_limits():
    limits = {"seconds": 300, "pages": 10}
    one = Quarantined(
        "o", "o", "n", "a" * 64, "TooLong", "r", "m", quarantining.READING, json.dumps(limits), ""
    )
    assert one.still_holds("a" * 64, limits)
    assert one.still_holds("a" * 64, {"seconds": 60, "pages": 10})
    assert not one.still_holds("b" * 64, limits)
    assert not one.still_holds("", limits)
    assert not one.still_holds("a" * 64, {"seconds": 300, "pages": 11})
    assert not one.still_holds("a" * 64, {**limits, "new": 1})


def test_the_settings_are_the_limits():
    assert limits_of(Settings.load({})) == Limits()
    changed = {
        "BOGO_MAX_FILE_MB": "1",
        "BOGO_MAX_SECONDS": "2",
        "BOGO_MAX_MEMORY_MB": "256",
        "BOGO_MAX_EXPANDED_MB": "4",
        "BOGO_MAX_ENTRIES": "5",
        "BOGO_MAX_PAGES": "6",
    }
    assert limits_of(Settings.load(changed)) == Limits(
        file_bytes=MEGABYTE,
        seconds=2,
        memory_bytes=256 * MEGABYTE,
        expanded_bytes=4 * MEGABYTE,
        entries=5,
        pages=6,
    )
