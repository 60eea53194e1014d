"""A file is there whole or not at all."""

import os

import pytest

from assistant.export.saving import replacing


def names(folder):
    return [path.name for path in folder.iterdir()]


def write_half(target, error):
    with replacing(target) as file:
        file.write(b"half")
        raise error


def test_what_is_written_is_there_at_the_end(tmp_path):
    target = tmp_path / "수치.csv"
    with replacing(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["수치.csv"]


def test_an_error_leaves_all_as_it_was(tmp_path):
    target = tmp_path / "수치.csv"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="unreadable"):
        write_half(target, ValueError("unreadable"))
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["수치.csv"]


def test_a_full_disk_names_the_file_that_was_asked_for(tmp_path):
    target = tmp_path / "수치.csv"
    with pytest.raises(OSError, match="No space") as raised:
        write_half(target, OSError(28, "No space left on device"))
    assert (raised.value.errno, raised.value.filename) == (28, str(target))
    assert names(tmp_path) == []


def test_who_may_read_it_does_not_change(tmp_path):
    target = tmp_path / "수치.csv"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with replacing(target) as file:
        file.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "수치.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_device_is_written_to_and_never_replaced(tmp_path):
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    with replacing(link) as file:
        file.write(b"gone")
    assert link.is_symlink()
    assert not link.is_file()


def test_a_long_name_is_no_problem(tmp_path):
    target = tmp_path / ("가" * 80 + ".csv")
    with replacing(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
