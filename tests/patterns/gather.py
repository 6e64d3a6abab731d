"""Every regular expression of the package, gathered by running it.

``python -m tests.patterns.gather`` imports every module, loads every table and mines the sample
letters while it watches ``regex``: what is compiled, where, and by which methods it is then used.
It runs in a process of its own, since it must be there before the first module is. A new pattern
is thus found without anybody listing it; `call_sites` says which lines compile one, to be held
against those that were seen to.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ofstedmine"
SAMPLES = ROOT / "corpus" / "letters"
SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split", "splititer"})
METHODS = SEARCHING | {"match", "fullmatch"}


@dataclass(frozen=True)
class Found:
    """A pattern, where it is compiled and by which methods it is used."""

    source: str | bytes
    flags: int
    places: tuple[str, ...]
    methods: tuple[str, ...]

    def compiled(self) -> regex.Pattern[Any]:
        """Compile it as the package does."""
        return regex.compile(self.source, self.flags)


def gather() -> tuple[list[Found], set[str]]:
    """Run the package in a process of its own; return its patterns, and the data files read."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns.gather"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    written = _written()
    found = [
        Found(
            entry["source"].encode("latin-1") if entry["bytes"] else entry["source"],
            entry["flags"],
            tuple(entry["places"]),
            tuple({*entry["methods"], *written.get(_assigned(entry["places"][0]), ())}),
        )
        for entry in told["patterns"]
    ]
    # No sample need reach a pattern that is written out in the call that uses it.
    for file, call in _calls():
        if (source := _literal(call)) is not None:
            assert isinstance(call.func, ast.Attribute)
            found.append(Found(source, 0, (f"{file}:{call.lineno}",), (call.func.attr,)))
    return found, set(told["files"])


def _assigned(place: str) -> str:
    """Return the module-wide name that a pattern is given where it is compiled, or nothing."""
    file, line = place.rsplit(":", 1)
    source = (ROOT / file).read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(target := node.targets[0], ast.Name)
            and node.lineno <= int(line) <= (node.end_lineno or node.lineno)
        ):
            return f"{file} {target.id}" if target.id.startswith("_") else target.id
    return ""


def _written() -> dict[str, set[str]]:
    """Return the methods that the source calls on each module-wide name."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for name, method in regex.findall(
            r"\b(_?[A-Z][A-Z0-9_]*+)\.([a-z]++)\b", path.read_text(encoding="utf-8")
        ):
            if method in METHODS:
                key = f"{file} {name}" if name.startswith("_") else name
                found.setdefault(key, set()).add(method)
    return found


def is_part(one: Found, found: list[Found]) -> bool:
    """Tell whether a pattern is compiled to be checked only, and used as a part of a larger one."""
    part = b"(?:%b)" % one.source if isinstance(one.source, bytes) else f"(?:{one.source})"
    return not one.methods and any(
        isinstance(other.source, type(part)) and part in other.source for other in found
    )


def _literal(call: ast.Call) -> Any:
    """Return the pattern of a call that has it written out, without flags; else nothing."""
    plain = call.args and isinstance(call.args[0], ast.Constant)
    written = plain and isinstance(call.func, ast.Attribute) and call.func.attr != "compile"
    return call.args[0].value if written else None  # type: ignore[attr-defined]


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of the source that gives ``regex`` a pattern, with its module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "regex"
                and node.func.attr in METHODS | {"compile"}
            ):
                yield path.relative_to(ROOT).as_posix(), node


def call_sites() -> Iterator[tuple[str, int, int]]:
    """Yield each place of the source that gives ``regex`` a pattern: module, first and last line."""
    for file, call in _calls():
        yield file, call.lineno, call.end_lineno or call.lineno


class Watched:
    """A compiled pattern that notes by which methods it is used."""

    def __init__(self, pattern: regex.Pattern[Any], methods: set[str]) -> None:
        self._pattern = pattern
        self._methods = methods

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        if name not in METHODS:
            return method

        def used(*values: Any, **named: Any) -> Any:
            # Loaders match the empty string to refuse a pattern that could: that is no use.
            if values[0]:
                self._methods.add(name)
            return method(*values, **named)

        return used


def watch() -> dict[tuple[Any, int], tuple[set[str], set[str]]]:
    """Put watchers in the place of the functions of ``regex``; return what they will note."""
    noted: dict[tuple[Any, int], tuple[set[str], set[str]]] = {}
    compile_ = regex.compile

    def note(source: Any, flags: int) -> tuple[set[str], set[str]]:
        places, methods = noted.setdefault((source, int(flags)), (set(), set()))
        frame = inspect.currentframe()
        while frame is not None and PACKAGE not in Path(frame.f_code.co_filename).parents:
            frame = frame.f_back
        if frame is not None:
            file = Path(frame.f_code.co_filename).relative_to(ROOT).as_posix()
            places.add(f"{file}:{frame.f_lineno}")
        return places, methods

    def compile_watched(source: Any, flags: int = 0, **named: Any) -> Any:
        if isinstance(source, Watched):
            return source
        _, methods = note(source, flags)
        return Watched(compile_(source, flags, **named), methods)

    def function(method: str) -> Any:
        def run(source: Any, *values: Any, flags: int = 0, **named: Any) -> Any:
            # Flags stand at a place of their own in each function; the package names them.
            values, flags = (values[:-1], values[-1]) if _is_flag(values) else (values, flags)
            _, methods = note(source, flags)
            methods.add(method)
            return getattr(compile_(source, flags), method)(*values, **named)

        return run

    regex.compile = compile_watched
    for method in METHODS:
        setattr(regex, method, function(method))
    return noted


def _is_flag(values: tuple[Any, ...]) -> bool:
    return bool(values) and isinstance(values[-1], regex.RegexFlag)


def main() -> None:
    """Print the patterns and the data files as JSON."""
    noted = watch()
    files: set[str] = set()
    read_text, open_ = Path.read_text, Path.open

    def noting(function: Any) -> Any:
        def run(path: Path, *values: Any, **named: Any) -> Any:
            if PACKAGE in path.resolve().parents:
                files.add(path.resolve().relative_to(ROOT).as_posix())
            return function(path, *values, **named)

        return run

    Path.read_text, Path.open = noting(read_text), noting(open_)  # type: ignore[method-assign]
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages([str(PACKAGE)], "ofstedmine.")
        if not info.name.endswith("__main__")
    ]
    for module in modules:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_info") and value.__module__ == module.__name__:
                _load(value)
    _use()
    patterns = [
        {
            "source": source.decode("latin-1") if isinstance(source, bytes) else source,
            "bytes": isinstance(source, bytes),
            "flags": flags,
            "places": sorted(places),
            "methods": sorted(methods),
        }
        for (source, flags), (places, methods) in noted.items()
        if places
    ]
    json.dump({"patterns": patterns, "files": sorted(files)}, sys.stdout)


def _load(loader: Any) -> None:
    """Call a cached function that needs no argument: it reads a table."""
    needed = inspect.signature(loader).parameters.values()
    if all(one.default is not one.empty for one in needed):
        loader()


def _use() -> None:
    """Do what users do with the sample letters: every pattern made on the way is made and used."""
    import ofstedmine as om

    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".txt", ".md", ".html", ".docx", ".pdf"}:
            om.mine(path)
    papers = sorted((SAMPLES.parent / "secondary").glob("*_*"))
    records = [om.mine(path) for path in sorted(SAMPLES.glob("aldermere_*.pdf"))]
    for paper in papers:
        om.check(paper, om.Shelf(records), beside=papers).to_markdown()
    with tempfile.TemporaryDirectory() as place:
        letters = sorted(SAMPLES.glob("aldermere_monitoring_[12]_*"))
        dataset = om.mine_folder(letters, out=f"{place}/out", workers=1, progress=False)
        dataset.export("sqlite", f"{place}/letters.db", names=False)


if __name__ == "__main__":
    main()
