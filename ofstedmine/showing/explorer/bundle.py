"""The modules of the page as one script: inlined by a few rules, without a front-end toolchain.

The front end is plain ES modules that a browser could load as they are. A page of one file cannot
import, so the modules are put one after the other, each after those that it imports. That needs
three habits, which are checked: imports name what they take from a neighbour, exports stand
before what they export, and no two modules use the same name at their top.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import regex

from ofstedmine.errors import DataError

__all__ = ["bundle", "front", "script"]

_IMPORT = regex.compile(r'^import \{([^}]*)\} from "\./([a-z]+\.js)";\n', regex.M)
_EXPORT = regex.compile(r"^export (?=(?:async )?function |const |class )", regex.M)
_TOP = regex.compile(
    r"^(?:export )?(?:(?:async )?function\*? |const |let |class )([\w$]+)", regex.M
)
_LEFT = regex.compile(r"^(?:import|export)\b.*", regex.M)


@cache
def front(name: str) -> str:
    """Return a file of the front end.

    Examples
    --------
    >>> front("page.html").startswith("<!doctype html>")
    True
    """
    return (Path(__file__).parent / "front" / name).read_text(encoding="utf-8")


@cache
def script() -> str:
    r"""Return the script of the page.

    Examples
    --------
    >>> "import " in script().split("\n", 1)[0]
    False
    """
    folder = Path(__file__).parent / "front"
    return bundle({path.name: front(path.name) for path in folder.glob("*.js")}, "main.js")


def bundle(modules: Mapping[str, str], start: str) -> str:
    r"""Return a module and all that it imports as one script.

    Parameters
    ----------
    modules : mapping of str to str
        The text of each module by its name.
    start : str
        The module to begin with.

    Returns
    -------
    str
        A script without imports and exports.

    Raises
    ------
    DataError
        If a module is missing, imports in a circle or breaks one of the habits.

    Examples
    --------
    >>> parts = {"a.js": 'import { b } from "./b.js";\nb();\n', "b.js": "export const b = 1;\n"}
    >>> bundle(parts, "a.js")
    'const b = 1;\nb();\n'
    """
    order: list[str] = []
    _visit(start, modules, order, ())
    owner: dict[str, str] = {}
    for name in order:
        for top in _TOP.findall(modules[name]):
            if owner.setdefault(top, name) != name:
                raise DataError(f"{name} and {owner[top]} both have {top!r} at their top")
    return "".join(_plain(name, modules) for name in order)


def _visit(name: str, modules: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above:
        raise DataError(f"{name} imports itself by way of {above[-1]}")
    if name not in modules:
        raise DataError(f"{above[-1] if above else 'the page'} imports {name}, which is missing")
    for _, other in _IMPORT.findall(modules[name]):
        _visit(other, modules, order, (*above, name))
    order.append(name)


def _plain(name: str, modules: Mapping[str, str]) -> str:
    """Return a module without imports and exports."""
    text = modules[name]
    for wanted, other in _IMPORT.findall(text):
        for one in filter(None, (part.strip() for part in wanted.split(","))):
            if not regex.search(rf"^export .*\b{regex.escape(one)}\b", modules[other], regex.M):
                raise DataError(f"{name} takes {one!r} from {other}, which does not export it")
    text = _EXPORT.sub("", _IMPORT.sub("", text)).lstrip("\n")
    left = _LEFT.search(text)
    if left:
        raise DataError(f"{name}: {left.group()!r} is no import or export that can be inlined")
    return text
