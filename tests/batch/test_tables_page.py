"""The page of the tables says what is so."""

from __future__ import annotations

import tables_page


def test_the_page_of_the_tables_is_made_from_their_descriptions():
    assert tables_page.PAGE.read_text("utf-8") == tables_page.rendered(), (
        "run python -m tests.tables_page --write"
    )
