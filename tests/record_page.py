"""The page of the record, from its models: ``python -m tests.record_page --write``."""

from __future__ import annotations

import sys
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ofstedmine import records

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "record.md"
FIELDS = DOCS / "record-fields.toml"

NAMED = {
    "Kind": "Kinds of letter",
    "Grade": "Grades",
    "SectionRole": "Roles of sections",
    "Sentiment": "Sentiments",
    "Progress": "Directions of travel",
    "Cohort": "Groups of children",
    "MissingReason": "Reasons of an absence",
    "EvidenceKind": "Kinds of evidence",
}
LABELS = {"SectionRole": "role", "MissingReason": "reason", "EvidenceKind": "kind of evidence"}
HEAD = """\
# The record, field by field

What `om.mine` returns, and what a line of JSON holds. This page is made from the models in
`ofstedmine/records.py` and the meanings in `docs/record-fields.toml`;
[schema](schema.md) says what readers may rely on, and `ofstedmine schema` prints the JSON schema.

Offsets count code points of the letter's text. Pages start at 1, and are null where a format has
none. Boxes are in points from the top left of a page. Dates are ISO dates in JSON. Every value has
its words in `evidence`, every absent one its reason in `missing`; sections and findings carry
their own places and so are their own evidence.
"""


def models() -> list[type[BaseModel]]:
    """Return the models of a record, each once, those that hold others first."""
    found: dict[type[BaseModel], None] = {}

    def visit(model: type[BaseModel]) -> None:
        if model in found:
            return
        found[model] = None
        for field in model.model_fields.values():
            for part in parts(field.annotation):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    visit(part)

    visit(records.VisitRecord)
    visit(records.Failure)
    return list(found)


def parts(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and all that it is made of."""
    yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def named(annotation: Any) -> str | None:
    """Return the name of a vocabulary of the records."""
    for name in (*NAMED, "Theme"):
        if annotation == getattr(records, name):
            return name
    return None


def anchor(title: str) -> str:
    return "#" + title.lower().replace(" ", "-")


def shown(annotation: Any) -> str:
    """Return a type in words."""
    name = named(annotation)
    if name == "Theme":
        return "[theme](codebook.md)"
    if name:
        return f"[{LABELS.get(name, name.lower())}]({anchor(NAMED[name])})"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{one}`" for one in inner)
    if origin in (Union, types.UnionType):
        return " or ".join("null" if one is type(None) else shown(one) for one in inner)
    if origin is list:
        return f"list of {shown(inner[0])}"
    if origin is dict:
        return f"{shown(inner[0])} to {shown(inner[1])}"
    if inner and hasattr(annotation, "__metadata__"):
        return shown(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}]({anchor(annotation.__name__)})"
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}.get(
        annotation.__name__, annotation.__name__
    )


def rendered() -> str:
    """Return the page."""
    meanings = tomllib.loads(FIELDS.read_text("utf-8"))
    lines = [HEAD]
    for model in models():
        doc = (model.__doc__ or "").split("\n\n")[0].replace("``", "`")
        lines += [f"## {model.__name__}", "", " ".join(doc.split()), ""]
        lines += ["| field | type | what |", "| --- | --- | --- |"]
        for name, field in model.model_fields.items():
            meaning = meanings[model.__name__][name]
            lines.append(f"| `{name}` | {shown(field.annotation)} | {meaning} |")
        lines.append("")
    for name, title in NAMED.items():
        slugs = ", ".join(f"`{slug}`" for slug in get_args(getattr(records, name)))
        lines += [f"## {title}", "", f"{slugs}.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def strangers() -> list[str]:
    """Return the meanings of fields that no model has."""
    known = {model.__name__: set(model.model_fields) for model in models()}
    meanings = tomllib.loads(FIELDS.read_text("utf-8"))
    return [
        f"{model}.{field}"
        for model, fields in meanings.items()
        for field in fields
        if field not in known.get(model, ())
    ]


if __name__ == "__main__":
    text = rendered()
    if "--write" in sys.argv:
        PAGE.write_text(text, "utf-8")
    sys.exit(text != PAGE.read_text("utf-8"))
