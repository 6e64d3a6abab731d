import tomllib
from typing import get_args

import pytest

from ofstedmine import records, resources


@pytest.fixture
def layout(tmp_path, monkeypatch):
    """A package folder of our own making, without anything in it."""
    package = tmp_path / "site" / "ofstedmine"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return package


def write(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_finds_in_this_checkout():
    assert resources.find("models").is_dir()
    assert resources.find("corpus/codebook.toml").is_file()


def test_finds_beside_the_code(layout):
    profile = write(layout / "parsing" / "profiles" / "own.toml")
    assert resources.find("parsing/profiles/own.toml") == profile


def test_finds_in_an_installed_package(layout):
    model = write(layout / "_data" / "models" / "tagger.skops")
    assert resources.find("models/tagger.skops") == model


def test_finds_at_the_top_of_a_checkout(layout):
    write(layout.parent / "pyproject.toml")
    model = write(layout.parent / "models" / "tagger.skops")
    assert resources.find("models/tagger.skops") == model


def test_a_checkout_comes_before_a_stale_copy(layout):
    write(layout / "_data" / "models" / "tagger.skops", "old")
    write(layout.parent / "pyproject.toml")
    model = write(layout.parent / "models" / "tagger.skops", "new")
    assert resources.find("models/tagger.skops") == model


def test_other_peoples_packages_are_not_ours(layout):
    write(layout.parent / "models" / "tagger.skops")
    with pytest.raises(resources.ResourceNotFound):
        resources.find("models/tagger.skops")


def test_what_is_missing_is_named_with_the_places(layout):
    write(layout.parent / "pyproject.toml")
    with pytest.raises(resources.ResourceNotFound) as caught:
        resources.find("models/none.skops")
    message = str(caught.value)
    assert "models/none.skops" in message
    assert str(layout.parent / "models" / "none.skops") in message
    assert str(layout / "_data" / "models" / "none.skops") in message
    assert isinstance(caught.value, FileNotFoundError)


@pytest.mark.parametrize("name", ["", ".", "/etc/hosts", "models/../../secret", ".."])
def test_paths_that_lead_elsewhere_are_refused(name):
    with pytest.raises(ValueError, match="not a path inside"):
        resources.find(name)


def test_sample_letters_are_letters_sorted(layout):
    write(layout.parent / "pyproject.toml")
    folder = layout.parent / "corpus" / "letters"
    names = ["b.txt", "a.pdf", "a.json", "README", "c.html"]
    for name in names:
        write(folder / name)
    assert [path.name for path in resources.sample_letters()] == ["a.pdf", "b.txt", "c.html"]


def test_without_sample_letters_the_reason_is_said(layout):
    with pytest.raises(resources.ResourceNotFound, match="come with the source"):
        resources.sample_letters()


@pytest.fixture(scope="module")
def book():
    return tomllib.loads(resources.find("corpus/codebook.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("table", "count"), [("themes", 27), ("sentiments", 4), ("progresses", 5), ("groups", 6)]
)
def test_codebook_slugs_are_unique_and_labelled(book, table, count):
    rows = book[table]
    assert len({row["slug"] for row in rows}) == len(rows) == count
    assert all(row["label"] for row in rows)


def test_codebook_theme_has_all_its_parts_and_a_known_group(book):
    groups = {group["slug"] for group in book["groups"]}
    for theme in book["themes"]:
        assert set(theme) == {"slug", "label", "covers", "not", "group"}
        assert theme["covers"]
        assert theme["group"] in groups
    assert {theme["group"] for theme in book["themes"]} == groups


def test_codebook_rules_speak_only_of_known_slugs(book):
    known = {row["slug"] for table in ("themes", "sentiments", "progresses") for row in book[table]}
    texts = [theme["not"] for theme in book["themes"]]
    texts += [tie["rule"] for tie in book["tie_breaks"]]
    texts += [limit["text"] for limit in book["limits"]]
    named = {word for text in texts for word in text.split("`")[1::2]}
    assert named <= known


def test_codebook_and_records_know_the_same_values(book):
    for table, values in (("sentiments", records.Sentiment), ("progresses", records.Progress)):
        assert [row["slug"] for row in book[table]] == list(get_args(values))
