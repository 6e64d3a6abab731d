"""The page of the tables, from their descriptions: ``python -m tests.tables_page --write``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ofstedmine.batch.columns import Column, Table, shown_tables, tables

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tables.md"
DTYPES = {
    "text": "`str`",
    "json": "JSON text",
    "date": "`datetime64`",
    "int": "`Int64`",
    "float": "`float64`",
    "bool": "`boolean`",
}
HEAD = """# Tables of a dataset

This page is made from the files that the library itself reads (`ofstedmine/batch/data/columns.toml`
and `derived.toml`).

```python
dataset = om.open_dataset("out/")
dataset.visits()  # a pandas frame; a method of each table's name
dataset.frame("judgements")  # the same, by name
dataset.table("findings")  # a pyarrow table, with the columns that only programs can use
dataset.batches("findings")  # the same piece by piece, for datasets that memory does not hold
```

`letter_id` joins all tables; `findings` has the key `letter_id`, `finding_id`. Days are real days,
numbers may be missing, categories stand in the order of the codebook. Tables and columns marked
"derived" are worked out when they are asked for; the others are kept in the dataset. Columns marked
"tagged" hold what the tagger says: machine-tagged, unreviewed. Columns marked "people" hold names of
people, or words that may hold them; exports without names leave them out.

## How derived columns are told

Only letters of the dataset are known: a visit that is not in it counts as if it had not been.

- **Earlier visits** are visits and inspections of the same authority whose first day is earlier.
  Several letters of one visit (same `visit_id`) are one visit. A letter to several authorities is a
  visit of each. Days are counted from first day to first day. What a council that was abolished had
  does not pass to its successors.
- **`grade_at_visit`** is the overall grade in force when the visit began.
  1. The overall grade of the latest earlier ILACS or SIF inspection in the dataset.
  2. Where there is none, or the letter looks back to a judgement that is dated more than half a year
     after that inspection began, what the letter states (`previous_grade`). Only monitoring visits,
     focused visits, assurance visits and full inspections are believed, and only about the overall
     grade.
  3. Where that inspection gave no overall grade (ILACS reports since April 2026 give none), what the
     letter states, if its date is not earlier than the inspection.
  4. Else it is empty. `grade_at_visit_source` says who states it, `grade_at_visit_letter` where.
- **`coverage`** looks at numbers of monitoring visits. They are counted anew after an inspection: a
  count (`series`) ends where a full inspection lies between two visits, or where the number does not
  rise. Numbers are missing below the highest of a count. A first monitoring visit often has no
  published letter, and a note says so. What came after the last letter a dataset cannot know.
- **`latest_judgements`** has every authority that the gazetteer knows and that goes on, and every
  other that a letter is about. It takes the latest ILACS or SIF inspection in the dataset.

## Latest judgements and the names that analysts know

The columns carry the names of the public summaries of ILACS outcomes that councils use, and as
titles the words of Ofsted's own judgements:

| column | name in public summaries | judgement in ILACS reports | in SIF reports |
| --- | --- | --- | --- |
| `overall_effectiveness_grade` | the same | Overall effectiveness (none since April 2026) | Overall effectiveness |
| `impact_of_leaders_grade` | the same | Impact of leaders on social work practice | Leadership, management and governance |
| `help_and_protection_grade` | the same | Children who need help and protection | Children who need help and protection |
| `in_care_grade` | the same | Children in care (since 2023) | Children looked after and achieving permanence |
| `care_leavers_grade` | the same | Care leavers (since 2023) | Care leavers |
| `care_and_care_leavers_grade` | the same, for reports up to 2022 | Children in care and care leavers | |
| `urn`, `la_code` | the same | | |
| `ons_code` | `ltla23cd` or `la_code_new` | | |
| `local_authority`, `inspection_framework`, `inspection_start_date`, `inspection_end_date`, `publication_date`, `inspection_link` | the same | | |

Grades are slugs here (`requires_improvement`), words in the workbook. The summaries' column of the
inspector's name has no counterpart: no table relates a named inspector to grades.
"""


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def dtype(column: Column) -> str:
    """Return what a column is in a frame."""
    if column.is_structure:
        return "only in `table`"
    if column.is_list:
        return "list"
    if column.categories is not None:
        return "category"
    return DTYPES[column.type]


def marks(table: Table, column: Column) -> str:
    said = {
        "derived": column.derived and not table.derived,
        "tagged": column.tagged,
        "people": column.people,
        "required": column.required,
    }
    return ", ".join(name for name, holds in said.items() if holds)


def values(column: Column) -> str:
    """Return the values of a short vocabulary."""
    known = column.categories or ()
    return f" One of {', '.join(f'`{one}`' for one in known)}." if 0 < len(known) <= 8 else ""


def section(table: Table) -> Sequence[str]:
    kind = "derived" if table.derived else "kept"
    key = ", ".join(f"`{name}`" for name in table.key)
    return [
        "",
        f"## `{table.name}`: {table.title}",
        "",
        f"{table.about} ({kind}; key {key})",
        "",
        row(("column", "title", "type in frames", "what it holds", "marks")),
        row(["---"] * 5),
        *(
            row(
                (
                    f"`{one.name}`",
                    one.title,
                    dtype(one),
                    one.about + values(one),
                    marks(table, one),
                )
            )
            for one in table.columns.values()
        ),
    ]


def rendered() -> str:
    """Return the page."""
    order = [*tables(), *(name for name in shown_tables() if name not in tables())]
    lines = [line for name in order for line in section(shown_tables()[name])]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = rendered()
    if "--write" in sys.argv:
        PAGE.write_text(text, "utf-8")
    sys.exit(text != PAGE.read_text("utf-8"))
