"""Opening the catalogue's database: SQLite (write-ahead log) by default, any other by its URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from index.catalogue import schema
from index.errors import CatalogueUnavailable

_WAIT_SECONDS = 10


def open_database(url: str | URL) -> Engine:
    """An engine with the catalogue's tables in place; CatalogueUnavailable where it cannot be."""
    try:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        schema.metadata.create_all(engine)
        found = _claimed_version(engine)
    except (SQLAlchemyError, ImportError) as error:
        raise CatalogueUnavailable(
            "문서 저장소를 열 수 없습니다. 저장소의 위치와 접근 권한을 확인하시기 바랍니다."
        ) from error
    if found != schema.VERSION:
        raise CatalogueUnavailable(
            "문서 저장소가 다른 판의 소프트웨어로 만들어져 열 수 없습니다. "
            "새 저장 폴더에 문서를 다시 넣으시기 바랍니다."
        )
    return engine


def sqlite_url(path: Path) -> URL:
    """The URL of a SQLite file, whose folder is made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueUnavailable(
            f"저장 폴더 ‘{path.parent}’을(를) 만들 수 없습니다. 위치와 권한을 확인하시기 바랍니다."
        ) from error
    return URL.create("sqlite", database=str(path))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing.

    SQLite takes its lock at the start, so that writers wait for each other.
    """
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise CatalogueUnavailable(
            "문서 저장소에 쓰지 못했습니다. 저장되어 있던 내용은 그대로입니다. "
            "디스크의 남은 공간과 접근 권한을 확인하시기 바랍니다."
        ) from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            f"busy_timeout = {_WAIT_SECONDS * 1000}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what is removed leaves no trace in the file
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A reader that becomes a writer fails at once while another writes; one that says so
        # from the start waits its turn.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _claimed_version(engine: Engine) -> str:
    """The version of the tables, noted in a database that is new."""
    known = select(schema.state.c.value).where(schema.state.c.key == "schema")
    with engine.connect() as connection:
        found = connection.scalar(known)
    if found is not None:
        return str(found)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            connection.execute(insert(schema.state).values(key="schema", value=schema.VERSION))
    except IntegrityError:  # another process was quicker
        return _claimed_version(engine)
    return schema.VERSION
