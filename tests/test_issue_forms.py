"""The forms for issues ask for what is needed to mend something, and warn of personal data."""

from pathlib import Path

import pytest

FORMS = Path(__file__).resolve().parent.parent / ".github" / "ISSUE_TEMPLATE"

pytestmark = pytest.mark.skipif(not FORMS.exists(), reason="the sdist carries no forms")


@pytest.mark.parametrize("name", ["misread_letter", "bug", "feature"])
def test_a_form_asks_for_record_and_passage_and_warns(name):
    text = (FORMS / f"{name}.yml").read_text("utf-8")
    for words in ("Personal data", "id: passage", "id: record", "ofstedmine mine --json"):
        assert words in text
