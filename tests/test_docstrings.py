"""Every public name explains itself: a numpydoc docstring that validates.

Public is what `ofstedmine` and its public packages list in `__all__`, or, where a module has none,
the functions and classes it defines without a leading underscore. Methods of public classes count.
"""

import dataclasses
import enum
import importlib
import inspect

import pytest
from numpydoc.validate import validate

import ofstedmine

MODULES = [
    "ofstedmine",
    "ofstedmine.charts",
    "ofstedmine.claims",
    "ofstedmine.journeys",
    "ofstedmine.parsing",
    "ofstedmine.reading",
    "ofstedmine.records",
]

IGNORED = {
    "ES01": "a good summary line often says it all",
    "EX01": "fields of a record need no example, nor do errors; what must have one is asked below",
    "GL01": "the summary stands on the line of the opening quotes, as ruff formats it",
    "GL03": "the formatter sees to blank lines",
    "SA01": "See Also where it helps",
    "SA04": "a name in See Also is its own description",
    "RT03": "a return's type and the summary often say it all",
}
# The fields of a record or data class are told under Attributes, or where they are declared.
ABOUT_PARAMETERS = {"PR01", "PR02", "PR03"}
# A small method whose summary and types say it all needs no sections. One with sections
# has all of them.
ABOUT_SECTIONS = {"PR01", "RT01", "YD01"}


# Names that a module lists but cannot give.
BROKEN = {}


def is_ours(value):
    return str(getattr(value, "__module__", "")).split(".")[0] == "ofstedmine"


def is_described(value):
    """Say whether a docstring of its own can be asked of `value`: constants have none."""
    return inspect.isclass(value) or inspect.isroutine(value)


def public_names(module_name):
    module = importlib.import_module(module_name)
    listed = getattr(module, "__all__", None)
    if listed is not None:
        found = {}
        for name in listed:
            try:
                found[name] = getattr(module, name)
            except (AttributeError, ImportError) as error:
                BROKEN[f"{module_name}.{name}"] = str(error)
        return found
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module_name
    }


def public_members(cls):
    """Yield the names of methods and properties that `cls` itself defines."""
    for name, value in vars(cls).items():
        inner = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if not name.startswith("_") and (inspect.isfunction(inner) or isinstance(inner, property)):
            yield name


def collect():
    """Map the qualified name of every public object to the object, each once."""
    found = {}
    for module_name in MODULES:
        for value in public_names(module_name).values():
            if not (is_described(value) and is_ours(value)):
                continue
            where = f"{value.__module__}.{value.__qualname__}"
            found[where] = value
            if inspect.isclass(value):
                for member in public_members(value):
                    found[f"{where}.{member}"] = inspect.getattr_static(value, member)
    return found


OBJECTS = collect()


def has_own_parameters(value):
    return not (
        isinstance(value, enum.EnumType)
        or dataclasses.is_dataclass(value)
        or hasattr(value, "model_fields")
        or hasattr(value, "_fields")
        or getattr(value, "_is_protocol", False)
    )


def is_member(where):
    *_, holder, _ = where.split(".")
    return holder[0].isupper()


def complaints(where, value):
    report = validate(where)
    excused = set(IGNORED)
    if inspect.isclass(value) and not has_own_parameters(value):
        excused |= ABOUT_PARAMETERS
    if is_member(where) and "\n---" not in report["docstring"]:
        excused |= ABOUT_SECTIONS
    for code, message in report["errors"]:
        if code not in excused:
            yield f"{code}: {message}"


def test_there_are_public_names():
    assert OBJECTS


def test_every_listed_name_exists():
    assert BROKEN == {}


@pytest.mark.parametrize("where", sorted(OBJECTS))
def test_docstring_validates(where):
    assert list(complaints(where, OBJECTS[where])) == []


def called():
    """Return what a user calls or opens by name: public functions, and classes of `ofstedmine`."""
    return [
        where
        for where, value in OBJECTS.items()
        if not is_member(where)
        and (
            inspect.isroutine(value)
            or (
                getattr(ofstedmine, value.__name__, None) is value
                and not issubclass(value, Exception)
            )
        )
    ]


@pytest.mark.parametrize("where", sorted(called()))
def test_what_is_called_has_an_example(where):
    assert "EX01" not in {code for code, _ in validate(where)["errors"]}
