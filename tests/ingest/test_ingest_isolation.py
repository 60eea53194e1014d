"""Whatever a file does to the process that reads it, the one that asked goes on."""

import os
import time
from pathlib import Path

import pytest

from ingest.errors import Crashed, IngestError, Locked, TooLarge, TooLong
from ingest.isolation import Isolation
from ingest.isolation.answers import checked_answer, dump_report, error_of, load_report
from ingest.isolation.jobs import REPORT
from ingest.isolation.unforked import Unforked
from ingest.limits import MEGABYTE, Limits
from ingest.reading import read_report

SMALL = Limits(seconds=1.0, memory_bytes=256 * MEGABYTE, expanded_bytes=1 * MEGABYTE)
TEXT = "2030년 주요업무계획\n\n하늘구 도서관팀\n\n□ 예산 : 1,234,500천원\n".encode()


@pytest.fixture(scope="module")
def isolation():
    with Isolation(SMALL, workers=2, preload=["ingest.isolation.jobs", "ingest_hostile"]) as one:
        yield one


def done(isolation, function, data=b"data", name="a.hwp"):
    return isolation.result(isolation.submit(f"ingest_hostile:{function}", data, name))


def failed(isolation, function, data=b"data"):
    with pytest.raises(IngestError) as raised:
        done(isolation, function, data)
    error = raised.value
    assert str(error).endswith(("다.", ")."))
    # whatever it was, the next file is read
    assert done(isolation, "echo", b"next") == b"a.hwp:next"
    return error


def test_work_is_done_in_another_process(isolation):
    assert done(isolation, "echo", "내용".encode(), "보고.hwp") == "보고.hwp:내용".encode()
    pids = {done(isolation, "process") for _ in range(3)}
    assert len(pids) == 3
    assert str(os.getpid()).encode() not in pids


def test_a_large_file_arrives_whole(isolation):
    data = os.urandom(3 * MEGABYTE)
    assert done(isolation, "echo", data, "x") == b"x:" + data


def test_a_refusal_comes_back_as_it_is(isolation):
    error = failed(isolation, "refuse")
    assert isinstance(error, Locked)
    assert (str(error), error.remedy) == ("암호가 걸린 문서입니다.", "암호를 풀어 주십시오.")


@pytest.mark.parametrize("function", ["loop", "sleep", "deaf"])
def test_what_takes_too_long_is_ended(isolation, function):
    start = time.monotonic()
    error = failed(isolation, function)
    assert isinstance(error, TooLong)
    assert "1초" in str(error)
    assert "BOGO_MAX_SECONDS" in error.remedy
    assert time.monotonic() - start < 6


def test_what_takes_too_much_memory_is_ended():
    patient = Limits(seconds=60, memory_bytes=256 * MEGABYTE)
    with Isolation(patient, preload=["ingest_hostile"]) as isolation:
        error = failed(isolation, "allocate")
    assert isinstance(error, TooLarge)
    assert "256MB" in str(error)
    assert "BOGO_MAX_MEMORY_MB" in error.remedy


def test_what_answers_too_much_is_ended():
    patient = Limits(seconds=60, expanded_bytes=1 * MEGABYTE)
    with Isolation(patient, preload=["ingest_hostile"]) as isolation:
        error = failed(isolation, "flood")
    assert isinstance(error, TooLarge)
    assert "BOGO_MAX_EXPANDED_MB" in error.remedy


@pytest.mark.parametrize(
    ("function", "part"),
    [
        ("crash", "SIGSEGV"),
        ("leave", "상태 3"),
        ("stumble", "ZeroDivisionError"),
        ("recurse", "RecursionError"),
        ("interrupted", "KeyboardInterrupt"),
        ("leave_well", "비정상"),
        ("garbage", "비정상"),
        ("close_all", "비정상"),
        ("kill_server", "비정상"),
        ("no_such_function", "AttributeError"),
    ],
)
def test_what_breaks_off_is_said(isolation, function, part):
    error = failed(isolation, function)
    assert isinstance(error, Crashed)
    assert part in str(error)
    assert error.remedy


def test_nothing_it_prints_is_seen(isolation, capfd):
    assert done(isolation, "chatter") == b"done"
    assert capfd.readouterr() == ("", "")


def test_what_it_started_ends_with_it(isolation, tmp_path):
    path = tmp_path / "left"
    assert done(isolation, "orphan", str(path).encode()) == b"done"
    time.sleep(1.8)
    assert not path.exists()


def test_no_temporary_file_is_left():
    with Isolation(SMALL, preload=[]) as isolation:
        left = Path(done(isolation, "litter_and_tell").decode())
        failed(isolation, "litter")
        scratch = left.parent.parent
        assert scratch.name.startswith("bogo-")
        assert list(scratch.iterdir()) == []
    assert not scratch.exists()


def test_several_are_read_at_once_and_asked_for_in_any_order():
    with Isolation(SMALL, workers=4, preload=["ingest_hostile"]) as isolation:
        assert done(isolation, "echo") == b"a.hwp:data"
        start = time.monotonic()
        tickets = [
            isolation.submit("ingest_hostile:nap", str(seconds).encode(), "x")
            for seconds in (0.4, 0.1, 0.3, 0.2)
        ]
        results = [isolation.result(ticket) for ticket in reversed(tickets)]
        assert results == [b"0.2", b"0.3", b"0.1", b"0.4"]
        assert time.monotonic() - start < 0.9


def test_waiting_for_a_turn_is_not_counted_as_time():
    with Isolation(SMALL, workers=1, preload=["ingest_hostile"]) as isolation:
        tickets = [isolation.submit("ingest_hostile:nap", b"0.6", "x") for _ in range(3)]
        assert [isolation.result(ticket) for ticket in tickets] == [b"0.6"] * 3


def test_who_is_not_to_blame_for_a_broken_server_is_read():
    with Isolation(SMALL, workers=2, preload=["ingest_hostile"]) as isolation:
        bad = isolation.submit("ingest_hostile:kill_server", b"", "x")
        with pytest.raises(Crashed):
            isolation.result(bad)
        good = isolation.submit("ingest_hostile:nap", b"0.1", "x")
        assert isolation.result(good) == b"0.1"


def test_nothing_is_left_when_it_is_closed(tmp_path):
    isolation = Isolation(SMALL, workers=2, preload=["ingest_hostile"])
    before, others = _open_files(), _children()
    running = isolation.submit("ingest_hostile:sleep", b"", "x")
    pid = int(done(isolation, "process"))
    assert running
    isolation.close()
    assert _open_files() == before
    assert not Path(f"/proc/{pid}").exists()
    assert _children() == others


def _open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def _children():
    """Processes of ours that are still there, zombies included."""
    own = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == str(os.getpid()):
            own.append(stat)
    return own


def test_a_report_comes_back_as_it_was_read():
    with Isolation(Limits()) as isolation:
        answer = isolation.result(isolation.submit(REPORT, TEXT, "계획.txt"))
    assert load_report(answer) == read_report(TEXT, "계획.txt", Limits())


def test_a_report_is_the_same_as_json():
    report = read_report(TEXT, "계획.txt", Limits())
    assert load_report(dump_report(report)) == report


@pytest.mark.parametrize(
    "answer", [b"", b"?", b"+", b"+{}", b"-", b"-{", b"-[]", b"-{}", b'-{"kind": 3}']
)
def test_an_answer_that_makes_no_sense_is_a_broken_process(answer):
    with pytest.raises(Crashed):
        checked_answer(answer)


@pytest.mark.parametrize("answer", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"source": 1}'])
def test_what_is_no_report_is_a_broken_process(answer):
    with pytest.raises(Crashed):
        load_report(answer)


def test_an_unknown_kind_of_error_is_an_error_and_long_ones_are_cut():
    error = error_of({"kind": "SystemExit", "reason": "가" * 10_000, "remedy": ""})
    assert type(error) is IngestError
    assert len(str(error)) == 500


# --- where there are no forks ---------------------------------------------------------------------


@pytest.fixture
def unforked():
    with Unforked(Limits(seconds=5)) as one:
        yield one


def test_without_forks_the_answers_are_the_same(unforked):
    assert done(unforked, "echo", "내용".encode(), "보고.hwp") == "보고.hwp:내용".encode()
    assert done(unforked, "chatter") == b"done"
    first, second = (unforked.submit("ingest_hostile:echo", b"x", name) for name in "ab")
    assert (unforked.result(second), unforked.result(first)) == (b"b:x", b"a:x")
    answer = unforked.result(unforked.submit(REPORT, TEXT, "계획.txt"))
    assert load_report(answer) == read_report(TEXT, "계획.txt", Limits())


@pytest.mark.parametrize(
    ("function", "kind"),
    [("refuse", Locked), ("crash", Crashed), ("leave", Crashed), ("leave_well", Crashed)],
)
def test_without_forks_a_failure_is_one_sentence(unforked, function, kind):
    assert isinstance(failed(unforked, function), kind)


def test_without_forks_time_is_limited():
    with Unforked(Limits(seconds=0.5)) as unforked, pytest.raises(TooLong):
        done(unforked, "loop")
