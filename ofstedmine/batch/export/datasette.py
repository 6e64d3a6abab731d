"""Metadata for Datasette: what tables and columns hold, facets, queries."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.export.texts import words
from ofstedmine.resources import find

if TYPE_CHECKING:
    from ofstedmine.batch.export.about import About
    from ofstedmine.batch.export.sheets import Sheet

__all__ = ["metadata"]

FILE = "batch/data/datasette.toml"
SHOWN_ROWS = 50


def metadata(database: str, sheets: Sequence[Sheet], about: About) -> str:
    """Return the metadata as JSON.

    Parameters
    ----------
    database : str
        Name of the database: its file's, without the suffix.
    sheets : sequence of Sheet
        The tables of the database.
    about : About
        What there is to know of the dataset.

    Returns
    -------
    str
        For ``datasette FILE -m METADATA``.
    """
    said, extra = words(), tomllib.loads(find(FILE).read_text("utf-8"))
    tables = {}
    for sheet in sheets:
        names = [column.name for column in sheet.columns]
        table: dict[str, Any] = {
            "title": sheet.table.title,
            "description": sheet.table.about,
            "columns": {
                column.name: _about(column.about, column.tagged) for column in sheet.columns
            },
            "facets": [name for name in extra["facets"].get(sheet.name, ()) if name in names],
            "size": SHOWN_ROWS,
        }
        if sheet.name in extra["sort"]:
            table["sort"] = extra["sort"][sheet.name]
        tables[sheet.name] = table
    found = {
        "title": "Ofsted letters about children's services",
        "description": " ".join((said["attribution"], *(note for _, note in about.notes))),
        "license": said["licence"],
        "license_url": said["licence_url"],
        "source": "Ofsted",
        "databases": {
            database: {
                "tables": tables,
                "queries": {
                    name: {
                        "title": query["title"],
                        "description": query["about"],
                        "sql": query["sql"].strip(),
                    }
                    for name, query in extra["queries"].items()
                },
            }
        },
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _about(text: str, tagged: bool) -> str:
    return f"{text} Machine-tagged, unreviewed." if tagged else text
