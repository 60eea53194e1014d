import json
import logging

import pytest

from assistant.cli import main
from assistant.settings import Settings
from assistant.wiring import Workspace


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([*map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def ingested(capsys, *paths):
    status, out, _ = run(capsys, "ingest", *paths, "--json")
    return status, json.loads(out)


def generation(home):
    return (home / "generations" / "current").read_text()


def names(rows):
    return [row["name"] for row in rows]


def test_a_folder_is_read_and_summed_up(office, home, capsys):
    status, out, err = run(capsys, "ingest", office)
    assert status == 0
    assert err == ""
    assert "계획.txt" in out
    assert "교통.txt" in out
    assert "모두" in out
    assert out.endswith("문서 2건을 새로 읽었고, 0건은 그대로이며, 0건은 읽지 않았습니다.\n")


def test_unchanged_files_touch_nothing(office, home, capsys):
    ingested(capsys, office)
    before = generation(home)
    stamp = (home / "generations" / "current").stat().st_mtime_ns
    status, summary = ingested(capsys, office)
    assert status == 0
    assert summary["documents"] == []
    assert names(summary["unchanged"]) == ["계획.txt", "교통.txt"]
    assert not summary["indexed"]
    assert generation(home) == before
    assert (home / "generations" / "current").stat().st_mtime_ns == stamp


def test_changed_bytes_become_a_revision(office, home, capsys):
    _, first = ingested(capsys, office)
    path = office / "계획.txt"
    path.write_text(path.read_text("utf-8").replace("1,234,500", "1,334,500"), "utf-8")
    _, second = ingested(capsys, office)
    (changed,) = second["documents"]
    assert changed["revised"]
    assert changed["id"] == first["documents"][0]["id"]
    assert changed["revision"] != first["documents"][0]["revision"]
    assert second["indexed"]


def test_cp949_is_read_right(office, home, capsys):
    run(capsys, "ingest", office / "교통.txt")
    _, out, _ = run(capsys, "documents", "show", "교통.txt")
    assert "하늘구" in out or "교통과" in out


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("없음.txt", None, "찾을 수 없습니다"),
        ("빈.txt", b"", "빈 파일"),
        ("잡음.txt", bytes(range(256)) * 4, "텍스트"),
        ("묶음.zip", b"PK\x03\x04", "깨져"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(name, data, part, stocked, tmp_path, capsys):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    before = generation(stocked)
    status, _, err = run(capsys, "ingest", path)
    assert status == 1
    assert err.startswith(f"읽지 않음: {name}: ")
    assert part in err
    assert err.count("\n") == 1
    assert generation(stocked) == before
    _, listed, _ = run(capsys, "documents")
    assert "계획.txt" in listed


def test_a_file_over_the_limit_is_refused(stocked, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BOGO_MAX_FILE_MB", "1")
    (tmp_path / "큰.txt").write_text("가" * 400_000, "utf-8")
    status, _, err = run(capsys, "ingest", tmp_path / "큰.txt")
    assert status == 1
    assert "너무 큽니다. 1MB까지" in err


def test_a_bad_file_does_not_stop_the_good_ones(office, home, capsys):
    (office / "0.txt").write_bytes(b"")
    status, summary = ingested(capsys, office, office / "없음")
    assert status == 0
    assert names(summary["documents"]) == ["계획.txt", "교통.txt"]
    assert [one["path"].rsplit("/", 1)[1] for one in summary["skipped"]] == ["0.txt", "없음"]


def test_the_same_report_under_another_name_is_said(office, home, capsys):
    (office / "사본.txt").write_bytes((office / "계획.txt").read_bytes())
    _, summary = ingested(capsys, office)
    (skipped,) = summary["skipped"]
    assert skipped["path"].endswith("사본.txt")
    assert skipped["reason"] == "내용이 같은 문서가 이미 있습니다: 계획.txt"


def test_removed_documents_leave_the_list_and_the_index(office, home, capsys):
    ingested(capsys, office)
    status, out, _ = run(capsys, "documents", "remove", "교통.txt")
    assert (status, out) == (0, "문서를 뺐습니다: 교통.txt\n")
    _, listed, _ = run(capsys, "documents", "list", "--json")
    assert names(json.loads(listed)) == ["계획.txt"]
    assert not any(
        b"\xec\xa3\xbc\xec\xb0\xa8\xed\x8c\x80" in path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    ), "주차팀"


def test_unknown_documents_are_said(stocked, capsys):
    for command in ("show", "remove"):
        status, out, err = run(capsys, "documents", command, "없음.txt")
        assert (status, out, err) == (1, "", "그런 문서가 없습니다: 없음.txt\n")


def test_documents_of_one_name_are_told_apart_by_id(office, home, tmp_path, capsys):
    other = tmp_path / "다른곳" / "계획.txt"
    other.parent.mkdir()
    other.write_text((office / "계획.txt").read_text("utf-8") + "\n□ 더한 것\n", "utf-8")
    _, summary = ingested(capsys, office / "계획.txt", other)
    status, _, err = run(capsys, "documents", "remove", "계획.txt")
    assert status == 1
    assert all(document["id"] in err for document in summary["documents"])
    status, _, _ = run(capsys, "documents", "remove", summary["documents"][0]["id"])
    assert status == 0


def test_an_empty_home_says_what_to_do(home, capsys):
    status, out, _ = run(capsys, "documents")
    assert status == 0
    assert "bogo ingest" in out


def test_a_document_is_shown_with_its_outline(stocked, capsys):
    status, out, _ = run(capsys, "documents", "show", "계획.txt")
    assert status == 0
    assert "이름: 계획.txt" in out
    assert "차례:" in out
    _, out, _ = run(capsys, "documents", "show", "계획.txt", "--json")
    shown = json.loads(out)
    assert shown["outline"][0]["depth"] == 0
    assert shown["name"] == "계획.txt"


class TestSamples:
    def collections(self, capsys):
        _, out, _ = run(capsys, "documents", "list", "--json")
        return {document["collection"] for document in json.loads(out)}

    def test_a_server_in_an_empty_home_has_samples(self, home, capsys):
        with Workspace.open(Settings.load({"BOGO_HOME": str(home)})) as workspace:
            stages = []
            workspace.ensure_samples(lambda stage, done, total: stages.append(stage))
            documents = workspace.documents()
            workspace.ensure_samples(lambda *_: None)
            assert workspace.documents() == documents
        assert stages
        assert self.collections(capsys) == {"samples"}

    def test_samples_come_and_go_with_the_offices_documents(self, office, home, capsys):
        status, out, _ = run(capsys, "samples")
        assert (status, "전까지만" in out) == (0, True)
        run(capsys, "samples", "auto")
        assert self.collections(capsys) == {"samples"}
        run(capsys, "ingest", office / "계획.txt")
        assert self.collections(capsys) == {"office"}
        _, out, _ = run(capsys, "samples", "on")
        assert "답에 씁니다" in out
        assert self.collections(capsys) == {"office", "samples"}
        run(capsys, "samples", "off")
        assert self.collections(capsys) == {"office"}
        run(capsys, "samples", "auto")
        run(capsys, "documents", "remove", "계획.txt")
        assert self.collections(capsys) == {"samples"}


class TestDoctor:
    def findings(self, capsys, *arguments):
        status, out, _ = run(capsys, "doctor", "--json", *arguments)
        return status, {finding["name"]: finding for finding in json.loads(out)}

    def test_an_empty_home_is_healthy_and_stays_empty(self, home, capsys):
        status, found = self.findings(capsys)
        assert status == 0
        assert found["문서"]["state"] == "note"
        assert "bogo ingest" in found["문서"]["mend"]
        assert not home.exists()

    def test_a_stocked_home_is_healthy(self, stocked, capsys):
        status, out, _ = run(capsys, "doctor")
        assert status == 0
        assert "[정상] 색인" in out
        assert "[문제]" not in out

    def test_a_damaged_index_is_found_and_mended(self, stocked, capsys, caplog):
        caplog.set_level(logging.CRITICAL)
        for path in stocked.glob("generations/*/vectors.npy"):
            path.write_bytes(b"x")
        status, found = self.findings(capsys)
        assert status == 1
        assert found["색인"]["state"] == "bad"
        assert "--mend" in found["색인"]["mend"]
        status, found = self.findings(capsys, "--mend")
        assert (status, found["색인"]["state"]) == (0, "good")

    def test_a_missing_index_is_found(self, stocked, capsys):
        (stocked / "generations" / "current").unlink()
        status, found = self.findings(capsys)
        assert (status, found["색인"]["state"]) == (1, "bad")

    def test_a_damaged_catalogue_is_found(self, home, capsys):
        home.mkdir()
        (home / "catalogue.db").write_bytes(b"this is no database, but it is long enough" * 50)
        status, found = self.findings(capsys)
        assert (status, found["문서"]["state"]) == (1, "bad")
        status, out, err = run(capsys, "documents")
        assert (status, out) == (1, "")
        assert "열 수 없습니다" in err
        assert err.count("\n") == 1

    def test_a_missing_model_package_is_found(self, home, capsys, monkeypatch):
        monkeypatch.setenv("BOGO_EMBEDDING", "some/model")
        monkeypatch.setattr("assistant.doctor._MODELS", ("no-such-package",))
        status, found = self.findings(capsys)
        assert status == 1
        assert "bogo[models]" in found["임베딩"]["mend"]

    def test_a_running_server_is_noticed(self, home, capsys, monkeypatch):
        import socket

        with socket.create_server(("127.0.0.1", 0)) as server:
            monkeypatch.setenv("BOGO_PORT", str(server.getsockname()[1]))
            status, found = self.findings(capsys)
        assert status == 0
        assert found["서버"]["state"] == "note"


def test_a_home_that_is_a_file_is_said(home, capsys):
    home.parent.mkdir(exist_ok=True, parents=True)
    home.write_text("x")
    status, out, err = run(capsys, "documents")
    assert (status, out) == (1, "")
    assert "폴더가 있어야 할 자리에 파일이 있습니다" in err
    status, _, _ = run(capsys, "doctor")
    assert status == 1


def test_editions_of_one_report_are_shown_in_order(office, home, capsys):
    text = (office / "계획.txt").read_text("utf-8")
    (office / "작년.txt").write_text(
        text.replace("2030년 주요", "2029년 주요").replace("2030. 1.", "2029. 1."), "utf-8"
    )
    ingested(capsys, office)
    _, out, _ = run(capsys, "documents", "show", "계획.txt")
    (line,) = [line for line in out.splitlines() if line.startswith("앞뒤 판:")]
    assert line == "앞뒤 판: 2029년 주요업무계획 → [2030년 주요업무계획]"
    _, out, _ = run(capsys, "documents", "show", "계획.txt", "--json")
    assert [one["name"] for one in json.loads(out)["editions"]] == ["작년.txt", "계획.txt"]
