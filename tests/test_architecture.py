"""The shape of the code, enforced: who may import whom, where libraries live, how large files get.

Each rule is a pure function from a module to what breaks it, so that the last tests can show on
small made-up modules that the rule does fail.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ingest", "index", "prompts", "assistant")
MOST_LINES = 500
LONGEST_WITHOUT_DOCSTRING = 30

# Third party → the only modules of ours that may import it (a prefix ends with a dot).
HOMES = {
    "chromadb": ("index.",),
    "tantivy": ("index.",),
    "sentence_transformers": ("index.",),
    "torch": ("index.embedding.sentence_library",),
    "transformers": ("index.embedding.sentence_library",),
    "huggingface_hub": ("index.embedding.model_folder",),
    "sqlalchemy": ("index.catalogue", "index.catalogue."),
    "gradio": ("assistant.web.",),
    "fastapi": ("assistant.web.",),
    "uvicorn": ("assistant.web.", "assistant.cli", "assistant.cli."),
    "langchain": ("assistant.rewording.chat_model",),
    "langchain_core": ("index.retriever",),
    "langchain_openai": (),
    "langchain_chroma": (),
    "langsmith": ("assistant.rewording.chat_model",),
    "openai": (),
    "requests": (),
    "httpx": ("assistant.rewording.transport",),
    "urllib.request": (),
    "xlsxwriter": ("assistant.export.as_xlsx",),
    "cryptography": ("ingest.",),
    "docx": ("ingest.",),
    "hwpx": ("ingest.hwp.opening",),
    "lxml": ("ingest.",),
    "olefile": ("ingest.",),
    "openpyxl": (),
    "pdfplumber": (),
    "PIL": ("ingest.",),
    "pypdfium2": ("ingest.",),
    "python_calamine": (),
    "xlrd": ("ingest.",),
}
IN_ONE_FILE = ("chromadb", "tantivy", "sentence_transformers", "langchain_core", "langchain")

# What nobody waits for who asks for help.
HEAVY = (
    "chromadb",
    "cryptography",
    "docx",
    "fastapi",
    "gradio",
    "hwpx",
    "kiwipiepy",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "lxml",
    "numpy",
    "openpyxl",
    "PIL",
    "pypdfium2",
    "rich",
    "sentence_transformers",
    "sqlalchemy",
    "tantivy",
    "torch",
    "uvicorn",
    "xlsxwriter",
)

SURFACES = ("assistant.web", "assistant.cli", "assistant.wiring")
MAY_READ_ENVIRONMENT = ("assistant.settings", "assistant.wiring", "assistant.cli", "assistant.web")

# Written so that this file does not match itself.
FORBIDDEN = {
    "unfinished work": re.compile(r"TO[D]O|FIX[M]E|XX[X]|HAC[K]\b|준비\s?중[입이]|coming soo[n]"),
    "a stub": re.compile(r"NotImplemente[d]"),
    "a machine path": re.compile(r"(?<![\w.~])/(?:wor[k]|far[m]|hom[e]|roo[t]|User[s]|tm[p])/\w"),
    "a package registry": re.compile(r"pypi[.]or[g]|pythonhoste[d]|npmj[s][.]|deb[.]debia[n]"),
}


@dataclass(frozen=True)
class Module:
    """A module of ours: its dotted name and its source."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names imported anywhere in it, functions included; `from a import b` is a.b."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = ".".join(self.name.split(".")[: -node.level]) if node.level else ""
                base = ".".join(part for part in (package, node.module) if part)
                found.update(f"{base}.{alias.name}" for alias in node.names)
        return frozenset(found)

    def uses(self, library: str) -> bool:
        return any(within(name, library) for name in self.imports)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def allowed(name: str, homes: tuple[str, ...]) -> bool:
    return any(name == home or (home.endswith(".") and name.startswith(home)) for home in homes)


def read_modules() -> Iterator[Module]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield Module(name, path.read_text(encoding="utf-8"))


MODULES = tuple(read_modules())


# --- the rules ------------------------------------------------------------------------------------


def wrong_direction(module: Module) -> list[str]:
    """ingest.model ← index ← assistant core ← assistant.web, assistant.cli."""
    layer = module.name.split(".")[0]
    ours = [name for name in module.imports if name.split(".")[0] in PACKAGES]
    if layer in ("ingest", "prompts"):
        return [name for name in ours if not within(name, layer)]
    if layer == "index":
        door = ("ingest.model", "ingest.errors", "index")
        return [name for name in ours if not any(within(name, one) for one in door)]
    if any(within(module.name, surface) for surface in ("assistant.cli", "assistant.wiring")):
        return []
    if within(module.name, "assistant.web"):
        closed: tuple[str, ...] = ("assistant.cli", "ingest.readers", "ingest.pipeline")
    else:
        closed = (*SURFACES, "ingest.readers", "ingest.pipeline")
    return [name for name in ours if any(within(name, one) for one in closed)]


def out_of_place(module: Module) -> list[str]:
    """A library imported outside its one place."""
    return [
        library
        for library, homes in HOMES.items()
        if module.uses(library) and not allowed(module.name, homes)
    ]


def reads_environment(module: Module) -> list[str]:
    """The environment read where settings should be arguments."""
    if any(within(module.name, one) for one in MAY_READ_ENVIRONMENT):
        return []
    names = {"environ", "environb", "getenv", "putenv"}
    imported = [name for name in module.imports if name in {f"os.{one}" for one in names}]
    return imported + [
        f"line {node.lineno}: os.{node.attr}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in names
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    ]


def too_long(module: Module) -> list[str]:
    lines = module.source.count("\n")
    return [f"{lines} lines"] if lines > MOST_LINES else []


def unexplained(module: Module) -> list[str]:
    """Modules without a docstring, and long public functions without one.

    The only public function of a module is what the module's docstring speaks of.
    """
    missing = []
    if module.tree.body and not ast.get_docstring(module.tree):
        missing.append("the module")
    functions = public_functions(module.tree.body)
    if len(functions) == 1:
        functions = []
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            functions += public_functions(node.body)
    for function in functions:
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST_WITHOUT_DOCSTRING and not ast.get_docstring(function):
            missing.append(f"line {function.lineno}: {function.name}")
    return missing


def public_functions(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]


def forbidden(module: Module) -> list[str]:
    return forbidden_words(module.source)


def forbidden_words(text: str) -> list[str]:
    return [
        f"{what}: line {number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def works_at_import(module: Module) -> list[str]:
    """Files opened or processes started at import; data that the package ships may be read."""
    verbs = {
        "open",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "mkdir",
        "run",
        "Popen",
    }
    return [
        f"line {call.lineno}: {verb}"
        for statement in module.tree.body
        if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign)
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
        and (verb := called(call)) in verbs
        and not any(
            isinstance(part, ast.Call) and called(part) == "files" for part in ast.walk(call.func)
        )
    ]


def called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


RULES: tuple[Callable[[Module], list[str]], ...] = (
    wrong_direction,
    out_of_place,
    reads_environment,
    too_long,
    unexplained,
    forbidden,
    works_at_import,
)


# --- the code follows them ------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_follows(rule: Callable[[Module], list[str]]) -> None:
    broken = {module.name: found for module in MODULES if (found := rule(module))}
    assert not broken, rule.__doc__


@pytest.mark.parametrize("library", IN_ONE_FILE)
def test_it_is_imported_in_exactly_one_file(library: str) -> None:
    assert len([module.name for module in MODULES if module.uses(library)]) == 1


def test_files_around_the_code_hold_no_forbidden_words() -> None:
    around = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "pyproject.toml"]
    around += [path for pattern in ("*.md", "*.lock") for path in ROOT.glob(pattern)]
    for folder, suffixes in (
        ("docs", {".md"}),
        ("tests", {".py"}),
        ("benchmarks", {".py", ".md"}),
        ("prompts", {".md", ".toml"}),
        ("assistant", {".css", ".js", ".html", ".jinja", ".toml"}),
    ):
        around += [path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    broken = {
        str(path.relative_to(ROOT)): found
        for path in around
        if (found := forbidden_words(path.read_text(encoding="utf-8")))
    }
    assert not broken


@pytest.mark.parametrize("package", PACKAGES)
def test_common_names_mean_our_packages(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found
    assert found.origin == str(ROOT / package / "__init__.py")


@pytest.mark.parametrize("module", ["assistant.cli", "assistant.settings", "ingest.model"])
def test_help_waits_for_nothing_heavy(module: str) -> None:
    assert heavy_after_importing(module) == []


def test_the_heavy_are_seen() -> None:
    assert heavy_after_importing("index.types") == ["numpy"]


def heavy_after_importing(module: str) -> list[str]:
    """In a process of its own: here everything may be imported already."""
    script = f"import {module}, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


# --- each rule can fail ---------------------------------------------------------------------------

BREAKS = [
    (wrong_direction, "ingest.clean", "from index.types import Passage"),
    (wrong_direction, "ingest.readers.text", "import assistant"),
    (wrong_direction, "prompts.loader", "from ingest import model"),
    (wrong_direction, "index.build", "from ingest.pipeline import Pipeline"),
    (wrong_direction, "index.build", "from ingest import readers"),
    (wrong_direction, "index.build", "def late():\n    import assistant.answer"),
    (wrong_direction, "assistant.ask", "from assistant import wiring"),
    (wrong_direction, "assistant.ask", "from .web import app"),
    (wrong_direction, "assistant.kinds.figure", "from ingest.readers.text import Text"),
    (wrong_direction, "assistant.web.app", "import assistant.cli"),
    (out_of_place, "assistant.ask", "import chromadb"),
    (out_of_place, "index.names", "from sqlalchemy import select"),
    (out_of_place, "assistant.cli", "import gradio as gr"),
    (out_of_place, "index.search", "from langchain_core.retrievers import BaseRetriever"),
    (out_of_place, "ingest.reader", "import urllib.request"),
    (out_of_place, "assistant.rewording.reworder", "from langchain.chat_models import x"),
    (reads_environment, "index.build", "import os\nhome = os.environ['HOME']"),
    (reads_environment, "ingest.limits", "from os import getenv"),
    (too_long, "ingest.clean", "pass\n" * (MOST_LINES + 1)),
    (unexplained, "ingest.clean", "import re"),
    (unexplained, "ingest.clean", '"""."""\ndef f(): pass\ndef g():\n' + "    pass\n" * 40),
    (unexplained, "ingest.clean", '"""."""\nclass C:\n  def f(self):\n' + "    pass\n" * 40),
    (forbidden, "ingest.clean", "# TO" + "DO later"),
    (forbidden, "ingest.clean", "where = '/wor" + "k/main'"),
    (forbidden, "ingest.clean", "raise NotImpl" + "ementedError"),
    (works_at_import, "ingest.clean", "WORDS = open('words.txt').read()"),
    (works_at_import, "ingest.clean", "WORDS = Path('words.txt').read_text()"),
]
KEEPS = [
    (wrong_direction, "ingest.pipeline", "from ingest.readers import text"),
    (
        wrong_direction,
        "index.build",
        "from ingest.model import Report\nfrom index.types import Hit",
    ),
    (
        wrong_direction,
        "assistant.wiring",
        "from ingest.pipeline import Pipeline\nimport index.build",
    ),
    (out_of_place, "index.catalogue.tables", "import sqlalchemy as sa"),
    (out_of_place, "assistant.web.chat", "import gradio"),
    (reads_environment, "assistant.wiring", "import os\nos.environ.get('X')"),
    (unexplained, "ingest.clean", '"""."""\ndef f():\n' + "    pass\n" * 40),
    (unexplained, "ingest.clean", '"""."""\ndef _f():\n' + "    pass\n" * 40),
    (works_at_import, "ingest.clean", "def f():\n    return open('words.txt')"),
    (works_at_import, "ingest.clean", "WORDS = files('ingest').joinpath('words').read_text()"),
]


@pytest.mark.parametrize(("rule", "name", "source"), BREAKS)
def test_a_rule_sees_what_breaks_it(
    rule: Callable[[Module], list[str]], name: str, source: str
) -> None:
    assert rule(Module(name, source))


@pytest.mark.parametrize(("rule", "name", "source"), KEEPS)
def test_a_rule_lets_the_rest_pass(
    rule: Callable[[Module], list[str]], name: str, source: str
) -> None:
    assert not rule(Module(name, source))
