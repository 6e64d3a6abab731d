import pytest
import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.grades import grade_of, grade_source, is_grade, read_grades


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Outstanding", "outstanding"),
        ("good", "good"),
        ("Good.", "good"),
        ("GOOD", "good"),
        ("Requires improvement", "requires_improvement"),
        ("Requires improvement to be good", "requires_improvement"),
        ("requires  improvement\nto be good", "requires_improvement"),
        ("Requires Improvement", "requires_improvement"),
        ("require improvement to be good", "requires_improvement"),
        ("Inadequate", "inadequate"),
        ("Adequate", "adequate"),
        ("Grade 3 (Adequate)", "adequate"),
        ("Grade 2 (Good)", "good"),
        ("Strong standard", "other"),
        ("Good practice", "other"),
        ("not good", "other"),
        ("to be good", "other"),
        ("", "other"),
    ],
)
def test_words_become_a_grade(words, grade):
    assert grade_of(words) == grade
    assert is_grade(words) == (grade != "other")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("services are inadequate", "inadequate"),
        ("they require improvement to be good overall", "require improvement to be good"),
        ("goodness, inadequately", None),
    ],
)
def test_a_grade_is_found_in_text_whole(text, found):
    match = regex.search(grade_source(), text, regex.IGNORECASE)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no grades can be read"),
        ("[[grade]", "no grades can be read"),
        ('[[grade]]\nname = "splendid"\nwords = ["splendid"]', r"grade\[1\]: 'splendid'"),
        ('[[grade]]\nname = "other"\nwords = ["x"]', "'other' is no grade"),
        ('[[grade]]\nname = "good"\nwords = ["Good"]', "lower case"),
        ('[[grade]]\nname = "good"\nwords = []', "lower case"),
        (
            '[[grade]]\nname = "good"\nwords = ["good"]\n[[grade]]\nname = "adequate"\nwords = ["good"]',
            r"grade\[2\]: 'good' stands for two grades",
        ),
    ],
)
def test_a_wrong_file_of_grades_says_what_is_wrong(tmp_path, content, message):
    file = tmp_path / "grades.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_grades(file)
