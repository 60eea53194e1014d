"""`bogo`: reports into the library, questions to it, and the web page, from the command line.

Exit status: 0 done; 1 nothing was done, or something is wrong; 2 the command was typed wrong or a
setting is not right; 130 interrupted.
"""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence

import click

from assistant.cli import (
    aliases,
    ask,
    audit,
    doctor,
    documents,
    evaluate,
    figures,
    ingest,
    inspect,
    proof,
    quarantine,
    samples,
    search,
    serve,
    settings,
    sync,
    tune,
)
from assistant.cli.korean import Group, explain
from assistant.cli.screen import MISUSED, REFUSED, Stop, warn
from assistant.evaluation.errors import GoldenError
from assistant.rewording.errors import UnusableModel
from assistant.settings import TRUE, SettingError, reckon_on_one_thread, stay_on_this_machine
from index.errors import LibraryError
from ingest.errors import IngestError

INTERRUPTED = 130

_DISK_PROBLEMS = {
    errno.ENOSPC: "디스크가 가득 찼습니다",
    errno.EDQUOT: "디스크 할당량을 다 썼습니다",
    errno.EROFS: "읽기 전용이라 쓸 수 없습니다",
    errno.EACCES: "쓰거나 읽을 권한이 없습니다",
    errno.EPERM: "쓰거나 읽을 권한이 없습니다",
    errno.EEXIST: "폴더가 있어야 할 자리에 파일이 있습니다",
    errno.ENOTDIR: "폴더가 있어야 할 자리에 파일이 있습니다",
}


@click.group(cls=Group, context_settings={"max_content_width": 100})
@click.option("--debug", is_flag=True, help="오류가 나면 자세한 기록을 함께 보여 줍니다.")
@click.version_option(package_name="bogo", message="bogo %(version)s", help="판을 보여 줍니다.")
def bogo(debug: bool) -> None:
    """우리 기관의 업무보고서에 물으면 정확한 수치와 출처로 답합니다.

    처음 쓸 때:
      bogo ingest 보고서폴더
      bogo ask "2025년 소통담당관 예산은?"
      bogo serve

    끝난 상태: 0 끝냄, 1 한 일이 없거나 문제가 있음,
               2 명령이나 설정이 올바르지 않음, 130 중단함
    """
    if debug:
        os.environ["BOGO_DEBUG"] = "true"


for command in (
    ingest.ingest,
    sync.sync,
    quarantine.quarantine,
    inspect.inspect,
    ask.ask,
    search.search,
    proof.proof,
    audit.audit,
    figures.figures,
    documents.documents,
    aliases.aliases,
    samples.samples,
    serve.serve,
    evaluate.evaluate,
    tune.tune,
    doctor.doctor,
    settings.settings,
):
    bogo.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status.  Whatever goes wrong is told in one Korean sentence."""
    stay_on_this_machine(os.environ)
    reckon_on_one_thread(os.environ)
    _write_utf8()
    _keep_logs()
    try:
        result = bogo.main(arguments, prog_name="bogo", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "bogo"
        return _refuse(f"{explain(error)} 쓰는 법은 `{path} --help`로 볼 수 있습니다.", MISUSED)
    except click.ClickException as error:
        return _refuse(explain(error), REFUSED)
    except Stop as stop:
        return _refuse(str(stop), stop.status)
    except (SettingError, UnusableModel) as error:
        return _refuse(str(error), MISUSED)
    except IngestError as error:
        return _refuse(f"{error} {error.remedy}".rstrip(), REFUSED)
    except (LibraryError, GoldenError) as error:
        return _refuse(str(error), REFUSED)
    except (KeyboardInterrupt, click.Abort):
        return _refuse("중단했습니다.", INTERRUPTED)
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        return _refuse(_disk_problem(error), REFUSED)
    except Exception as error:
        advice = "`bogo doctor`로 점검하거나 `bogo --debug …`로 자세한 기록을 보십시오."
        return _refuse(f"예기치 못한 오류({type(error).__name__})가 났습니다. {advice}", REFUSED)
    return result if isinstance(result, int) else 0


def _disk_problem(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    return f"{_DISK_PROBLEMS.get(error.errno or 0, '파일이나 폴더를 쓰지 못했습니다')}{where}"


def _keep_logs() -> None:
    """Only errors are shown, and everything with `--debug`; messages already say the rest."""
    debug = os.environ.get("BOGO_DEBUG", "").lower() in TRUE
    logging.basicConfig(level=logging.DEBUG if debug else logging.ERROR, format="%(message)s")


def _write_utf8() -> None:
    """Korean also where the system says ASCII or CP949; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _refuse(message: str, status: int) -> int:
    if os.environ.get("BOGO_DEBUG", "").lower() in TRUE:
        traceback.print_exc()
    if message:
        warn(message)
    return status


def _pipe_closed() -> int:
    """The reader of our output left (`bogo documents | head`): not an error, and nothing to say."""
    # what is still buffered would raise once more while the interpreter ends
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
