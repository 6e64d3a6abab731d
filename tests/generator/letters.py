"""A seeded generator of letters: ``generate(seed)`` composes one, and says what it states.

Every choice (kind, title, dates, number, names, headings, layout, format ...) is drawn apart from
the others, so that combinations come up that no hand-written letter has. What a letter is
expected to say follows from the choices alone, never from what a parser makes of it.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corpus.render import FORMATS, Document, render
from corpus.render.document import Block, Heading, Lines, NewPage, Paragraph, curl, plain
from generator import bodies, joint, report
from generator.dates import DAY, Stay, letter_stay, long, ordinal
from generator.people import Cast, majesty

KINDS = ("monitoring_visit", "focused_visit", "assurance_visit", "jtai_old", "jtai_new", "ilacs")
FORMS = ("text", "text-flat", "markdown", "html", "docx", "pdf")


@dataclass(frozen=True)
class Case:
    """A generated letter, and what it says."""

    seed: int
    name: str
    form: str
    media: str
    data: bytes
    expected: dict[str, Any]
    choices: dict[str, str]
    """Which form each choice took: what failures have in common shows here."""


@dataclass
class Draw:
    """One letter in the making."""

    seed: int
    form: str
    rng: random.Random
    words: dict[str, Any]
    kind: str = ""
    expected: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    layout: dict[str, Any] = field(default_factory=dict)
    stay: Stay | None = None
    day: date = date(2017, 1, 1)
    """The letter's date."""
    council: str = ""
    written: str = ""
    """The council's name as this letter writes it."""
    real: bool = False
    said: set[str] = field(default_factory=set)
    """The sentences and items under headings of findings."""

    def __post_init__(self) -> None:
        self.cast = Cast(self.rng, self.words)

    def choose(self, name: str, options: list[str]) -> str:
        """Draw one of some forms, and remember which."""
        self.choices[name] = self.rng.choice(options)
        return self.choices[name]

    def expect(self, **fields: Any) -> None:
        """Note what the letter says; names of fields are the record's, ``__`` for a dot."""
        self.expected |= {name.replace("__", "."): value for name, value in fields.items()}


@cache
def words() -> dict[str, Any]:
    """Return the names and phrases to draw from."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def generate(seed: int) -> Case:
    """Compose the letter of a seed."""
    # The format goes through all kinds in turn, so that every block of 36 seeds has each pair.
    form = FORMS[seed % len(FORMS)]
    draw = Draw(seed, form, random.Random(seed), words())
    draw.kind = KINDS[seed // len(FORMS) % len(KINDS)]
    _choose_council(draw)
    _choose_layout(draw)
    if draw.kind.startswith("jtai"):
        blocks = joint.joint_letter(draw)
    elif draw.kind == "ilacs":
        blocks = report.report(draw)
    else:
        blocks = _visit_letter(draw)
    draw.expected["findings"] = draw.said
    document = Document(
        name=f"generated-{seed}",
        format=form,
        title=f"Generated letter {seed}",
        dated=draw.day,
        blocks=tuple(_quoted(draw, blocks)),
        style="report" if draw.kind == "ilacs" else "letter",
        layout=draw.layout,
        footer=draw.layout.pop("footer", ()),
    )
    suffix, media = FORMATS[form][1:]
    return Case(
        seed=seed,
        name=document.name + suffix,
        form=form,
        media=media,
        data=render(document),
        expected=draw.expected,
        choices={"kind": draw.kind, "form": form, **draw.choices},
    )


def _choose_council(draw: Draw) -> None:
    """Real councils stand in headers only; what is found about a council needs an invented one."""
    rng = draw.rng
    draw.real = draw.kind != "ilacs" and rng.random() < 0.5
    if draw.real:
        draw.council, ways = rng.choice(draw.words["real"]["names"])
        draw.written = rng.choice(ways)
        draw.expect(authority__name=draw.council)
    else:
        draw.council = draw.written = rng.choice(draw.words["invented"]["names"])
        draw.expect(authority__as_written=draw.council)
    draw.choices["council"] = f"{draw.council} as {draw.written}"


def _choose_layout(draw: Draw) -> None:
    rng, layout = draw.rng, draw.layout
    layout["quotes"] = draw.choose("quotes", ["curly", "straight"])
    if draw.form == "text-flat" and draw.kind not in ("ilacs", "jtai_old", "jtai_new"):
        layout["letterhead"] = draw.choose("letterhead", ["first", "after_page_1"])
    if draw.form == "text":
        layout["width"] = rng.choice([60, 72, 76, 90])
        layout["page_lines"] = rng.choice([0, 0, 45])
        layout["bullet"] = rng.choice(["•", "-", "◼", "\uf06e"])
    if draw.form == "text-flat":
        layout["bullet"] = draw.choose("bullet", ["", "", "•", "-"])
    if draw.form == "markdown":
        layout["page_chars"] = rng.choice([0, 900, 1500])
        layout["bold_headings"] = ["Overview", "Headline findings"]
    if draw.form == "html":
        layout["bare"] = rng.random() < 0.3
        layout["council"] = f"{draw.council} Council"
        layout["page_title"] = "Ofsted letter"
    if draw.form == "pdf":
        layout["bullet"] = rng.choice(["◼", "•", "-"])


def _quoted(draw: Draw, blocks: list[Block]) -> list[Block]:
    """Make the quotes of all blocks curly, where the letter has curly ones."""
    if draw.layout.pop("quotes") == "straight":
        return blocks
    return [_curled(block) for block in blocks]


def _curled(block: Any) -> Any:
    def curled(value: Any) -> Any:
        if isinstance(value, str):
            return curl(value)
        return tuple(curled(v) for v in value) if isinstance(value, tuple) else value

    return type(block)(**{name: curled(value) for name, value in vars(block).items()})


# -- letters about one authority ----------------------------------------------------------------


def _visit_letter(draw: Draw) -> list[Block]:
    kind, rng = draw.kind, draw.rng
    year = {"monitoring_visit": rng.randint(2016, 2025), "assurance_visit": 2020}.get(
        kind, rng.randint(2018, 2025)
    )
    draw.stay = letter_stay(rng, year)
    draw.choices["dates"] = draw.stay.form
    draw.day = _workday(draw.stay.end + timedelta(days=rng.randint(20, 60)))
    draw.expect(
        kind=kind,
        letter_date=draw.day,
        visit__periods=draw.stay.periods,
        visit__dates=draw.stay.days,
    )
    title = bodies.title(draw)
    blocks: list[Block] = _opening(draw)
    if title:
        blocks.append(Heading(title, 1))
        draw.expect(title=title)
    blocks += bodies.header(draw)
    blocks += bodies.areas(draw)
    blocks += bodies.findings(draw)
    blocks += _closing(draw)
    return blocks


def _workday(day: date) -> date:
    return day + DAY * (7 - day.weekday()) if day.weekday() > 4 else day


def _letter_date(draw: Draw) -> str:
    form = draw.choose("letter_date", ["plain", "plain", "plain", "ordinal", "weekday"])
    if form == "ordinal":
        return f"{ordinal(draw.day.day)} {draw.day:%B} {draw.day.year}"
    return f"{draw.day:%A} {long(draw.day)}" if form == "weekday" else long(draw.day)


def _opening(draw: Draw) -> list[Block]:
    """Letterhead, date, address and salutation, in one of the orders in which they come."""
    rng, texts, people = draw.rng, draw.words["texts"], draw.words["people"]
    name, honorific, role = draw.cast.name(), rng.choice(people["honorifics"]), ""
    role = rng.choice(people["roles"])
    organisation = f"{draw.written} Council" if "Council" not in draw.written else draw.written
    form = draw.choose("address", ["lines", "lines", "lines_plain", "one_line"])
    if "Borough of" in draw.written or draw.written.startswith("City of"):
        organisation = draw.written
    shown = f"{honorific} {name}" if form != "lines_plain" else name
    place = [organisation, rng.choice(people["streets"]), rng.choice(people["roads"])]
    lines = [shown, role, *place, rng.choice(people["postcodes"])]
    if form == "one_line":
        lines = [" ".join(lines)]
    draw.expect(addressees=[(name, role, organisation)])
    letterhead = Lines(tuple(rng.choice(texts["letterheads"])), "letterhead")
    dated = Paragraph(_letter_date(draw))
    address = Lines(tuple(lines), "address")
    order = draw.choose("order", ["date_first", "date_first", "address_first"])
    head: list[Block] = [dated, address] if order == "date_first" else [address, dated]
    surname = name.rsplit(" ", 1)[-1] if not _long_surname(name) else _long_surname(name)
    return [letterhead, *head, Paragraph(f"Dear {honorific} {surname}")]


def _long_surname(name: str) -> str:
    return next((s for s in ("van der Berg", "St John") if name.endswith(s)), "")


def _closing(draw: Draw) -> list[Block]:
    people = draw.expected["inspectors"]
    name = people[0][0]
    copied = draw.choose("copied", ["department", "department", "none"])
    last = "This letter will be published on the Ofsted website."
    if copied == "department":
        last = f"I am copying this letter to the Department for Education. {last}"
        draw.expect(copied_to=["Department for Education"])
    title = f"{majesty(draw.day)} Majesty's Inspector"
    form = draw.choose("signature", ["two_lines", "two_lines", "bold", "one_line"])
    lines = {
        "two_lines": (name, title),
        "bold": (name, f"**{title}**"),
        "one_line": (f"{name} **{title}**",),
    }[form]
    draw.expect(signatories=[(name, title, None)])
    late = [NewPage()] if draw.layout.get("letterhead") == "after_page_1" else []
    closing = [Paragraph(last), Paragraph("Yours sincerely")]
    return [*late, *closing, Lines(lines, "signature")]


def shown(case: Case) -> str:
    """Return a case's words, for a person who wonders about a failure."""
    if case.form in ("pdf", "docx"):
        return f"({case.form}; see generate({case.seed}).data)"
    return plain(case.data.decode("utf-8"))
