"""The parts of a letter on a visit: title, header sentences, areas covered, findings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from corpus.render.document import Block, Bullets, Heading, Note, Paragraph
from generator.dates import MONTHS, ordinal
from generator.people import team

if TYPE_CHECKING:
    from generator.letters import Draw

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
VISITS = {
    "monitoring_visit": "monitoring visit",
    "focused_visit": "focused visit",
    "assurance_visit": "assurance visit",
}


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


# -- title and header ---------------------------------------------------------------------------


def title(draw: Draw) -> str:
    """Return a title in one of its forms, with or without the visit's number; "" for none."""
    visit, x = VISITS[draw.kind], draw.written
    form = draw.choose(
        "title", ["to", "of", "to_authority", "possessive", "possessive", "bare", "none"]
    )
    if draw.kind == "monitoring_visit":
        _choose_number(draw)
    if form == "none":
        return ""
    words = {
        "to": f"{visit} to {x} children's services",
        "of": f"{visit} of {x} children's services",
        "to_authority": f"{visit} to {x} local authority children's services",
        "possessive": f"{visit} to {possessive(x)} local authority children's services",
        "bare": f"{visit} to {x}",
    }[form]
    if draw.choices.get("number_in") in ("title", "both"):
        number = draw.expected["visit.number"]
        digits = draw.choices["number"] == "digits"
        words = f"{ordinal(number) if digits else ORDINALS[number - 1]} {words}"
    return words[0].upper() + words[1:]


def _choose_number(draw: Draw) -> None:
    """Choose the visit's number, where it stands and what it counts from."""
    rng = draw.rng
    form = draw.choose("number", ["words", "words", "words", "digits", "none", "final"])
    if form in ("none", "final"):
        draw.choices["number_in"] = "nowhere"
        draw.expect(visit__number=None)
        return
    draw.choose("number_in", ["both", "title", "sentence", "sentence"])
    if draw.choices.get("title") == "none":
        draw.choices["number_in"] = "sentence"
    draw.expect(visit__number=rng.randint(1, 8))


def header(draw: Draw) -> list[Block]:
    """Return the paragraph that says when, how-manieth and who."""
    stay, visit, x = draw.stay, VISITS[draw.kind], draw.written
    assert stay is not None
    sentences = [
        f"This letter summarises the findings of the {visit} to {x} children's services {stay.text}."
    ]
    if draw.kind == "monitoring_visit":
        sentences += _number_sentence(draw)
    form, who, people = team(draw.cast, draw.day)
    draw.choices["inspectors"] = form
    draw.expect(inspectors=people)
    if draw.kind == "focused_visit":
        sentences.append(f"Inspectors looked at {draw.rng.choice(draw.words['texts']['focuses'])}.")
    sentences.append(who)
    paragraphs: list[Block] = [Paragraph(" ".join(sentences))]
    if draw.choose("split_header", ["no", "no", "yes"]) == "yes":
        paragraphs = [Paragraph(sentences[0]), Paragraph(" ".join(sentences[1:]))]
    pandemic = stay.start.year in (2020, 2021)
    if pandemic and draw.choose("remote", ["yes", "no"]) == "yes":
        draw.expect(visit__remote=True)
        paragraphs.append(Paragraph("All of the visit was conducted remotely, using video calls."))
    return paragraphs


def _number_sentence(draw: Draw) -> list[str]:
    """Return the sentence that counts the visits, and note its anchors."""
    rng = draw.rng
    start = draw.stay.start if draw.stay else date(2017, 1, 1)
    anchor = draw.choose("anchor", ["inadequate", "inadequate", "year", "trust", "both", "none"])
    judged = start - timedelta(days=rng.randint(200, 700))
    when = f"in {judged:%B} {judged.year}" if anchor != "year" else f"in {judged.year}"
    scope = rng.choice(["", " for overall effectiveness"])
    inadequate = f"since the local authority was judged inadequate{scope} {when}"
    trust = f"{draw.council} {rng.choice(draw.words['invented']['trust'])}"
    moved = judged + timedelta(days=100)
    since_trust = f"since services transferred to {trust} in {moved:%B} {moved.year}"
    number = draw.expected["visit.number"]
    counted = number is not None and draw.choices["number_in"] != "title"
    if not counted:
        what = "final" if draw.choices["number"] == "final" else "latest"
        if anchor in ("none", "trust", "both"):
            draw.choices["anchor"] = "none"
            return []
        _expect_previous(draw, judged, month=anchor != "year")
        draw.expected.pop("visit.anchors", None)
        return [f"This was the {what} monitoring visit {inadequate}."]
    digits = draw.choices["number"] == "digits"
    word = ordinal(number) if digits else ORDINALS[number - 1]
    if number > 4 and rng.random() < 0.15:
        word += " and final"
    lead_in = rng.choice(["This is the", "This was the", "The visit was the"])
    if anchor == "none":
        return [f"{lead_in} {word} monitoring visit."]
    if anchor == "trust":
        draw.expected["visit.anchors"] = [number]
        # Whether a count from a trust's start is the visit's number is not for the letter to say.
        del draw.expected["visit.number"]
        draw.expect(provider=trust)
        return [f"{lead_in} {word} monitoring visit {since_trust}."]
    _expect_previous(draw, judged, month=anchor != "year")
    if anchor == "both":
        if number == 1:
            draw.choices["anchor"] = "inadequate"
        else:
            less = rng.randint(1, number - 1)
            small = ordinal(less) if digits else ORDINALS[less - 1]
            draw.expect(visit__anchors=[number, less], provider=trust)
            return [
                f"{lead_in} {word} monitoring visit {inadequate} and the {small} {since_trust}."
            ]
    draw.expected["visit.anchors"] = [number]
    return [f"{lead_in} {word} monitoring visit {inadequate}."]


def _expect_previous(draw: Draw, judged: date, month: bool) -> None:
    draw.expect(
        previous_judgement__grade="inadequate",
        previous_judgement__year=judged.year,
        previous_judgement__month=judged.month if month else None,
    )


# -- areas and findings -------------------------------------------------------------------------


def areas(draw: Draw) -> list[Block]:
    """Return the areas covered: as a list, as a sentence, or not at all."""
    if draw.kind != "monitoring_visit":
        return []
    texts, rng = draw.words["texts"], draw.rng
    form = draw.choose("areas", ["bullets", "bullets", "semicolons", "stops", "sentence", "run_in"])
    items = rng.sample(texts["areas"], rng.randint(2, 5))
    heading = Heading("Areas covered by the visit")
    draw.expected.setdefault("headings", []).append(heading.text)
    if form == "sentence":
        # Whether an article belongs to the area is not for the letter to say.
        draw.expected["areas_covered~"] = [item.removeprefix("the ") for item in items[:2]]
        return [
            heading,
            Paragraph(
                f"Inspectors reviewed the progress made in {items[0]}, "
                f"with a particular focus on {items[1]}."
            ),
        ]
    lead_in = rng.choice(
        [
            "During the course of this visit, inspectors reviewed the progress made in these areas:",
            "Inspectors reviewed the progress made in the following areas of concern:",
            "The focus of the monitoring visit was help and protection. In particular, inspectors reviewed:",
        ]
    )
    if form == "run_in":
        # The marks are lost, but semicolons still part the items.
        draw.expected["areas_covered"] = items
        return [heading, Paragraph(f"{lead_in} {'; '.join(items)}.")]
    ends = {"bullets": "", "semicolons": ";", "stops": "."}[form]
    shown = [item + ends for item in items]
    if form == "semicolons":
        shown[-1] = items[-1] + "."
    if draw.form == "text-flat" and form == "bullets":
        # Nothing shows where the last item ends: only the words are still there.
        draw.expected["areas_covered~"] = items
    else:
        draw.expected["areas_covered"] = items
    evidence = "A range of evidence was considered, such as records and talks with staff."
    return [heading, Paragraph(lead_in), Bullets(tuple(shown)), Paragraph(evidence)]


def findings(draw: Draw) -> list[Block]:
    """Return the body under the headings of the letter's time, with things that mislead."""
    year = draw.day.year
    names = {
        "monitoring_visit": ["Overview", "Findings and evaluation of progress"]
        if year < 2022
        else ["Headline findings", "Findings and evaluation of progress"],
        "focused_visit": ["Headline findings", "Main findings"],
        "assurance_visit": ["Overview", "Findings"],
    }[draw.kind]
    blocks: list[Block] = [Heading(names[0]), Paragraph(prose(draw, 2, distract=False))]
    headings = draw.expected.setdefault("headings", [])
    headings.append(names[0])
    if draw.kind == "focused_visit":
        blocks += listing(draw, "What needs to improve in this area of social work practice")
    blocks.append(Heading(names[1]))
    headings.append(names[1])
    blocks += [Paragraph(prose(draw, draw.rng.randint(2, 4))) for _ in range(3)]
    if draw.choose("footnote", ["no", "no", "yes"]) == "yes":
        note = draw.rng.choice(draw.words["texts"]["footnotes"])
        blocks += [
            Paragraph("Meetings are held under the law[^1] and under guidance."),
            Note("1", note),
        ]
        draw.said |= {f"Meetings are held under the law{x} and under guidance." for x in ("", "1")}
        if draw.form == "text-flat":
            # The mark is lost, and with it what tells the note from the text.
            draw.said.add(note)
    if draw.kind == "monitoring_visit" and year >= 2024:
        blocks += listing(draw, "What needs to improve?")
    if draw.choose("priority", ["no", "no", "none"]) == "none":
        blocks += [
            Heading("Areas for priority action"),
            Paragraph("There are no areas for priority action."),
        ]
        draw.expect(priority_actions=[])
        draw.expected.setdefault("missing", {})["/priority_actions"] = "stated_none"
    return blocks


def prose(draw: Draw, count: int, distract: bool = True) -> str:
    texts, rng = draw.words["texts"], draw.rng
    sentences = rng.sample(texts["filler"], count)
    if distract:
        wrong = rng.choice(texts["distractors"])
        sentences.insert(
            rng.randint(0, count),
            wrong.format(
                month=rng.choice(MONTHS),
                before=draw.day.year - 2,
                after=draw.day.year + 1,
                person=draw.cast.name(),
            ),
        )
    draw.said |= set(sentences)
    return " ".join(sentences)


def _list(draw: Draw, count: int, tags: bool = False) -> tuple[list[str], list[str | None]]:
    """Draw items, each once in a letter: a line that comes again looks like a running header."""
    unused = [item for item in draw.words["texts"]["items"] if item not in draw.said]
    items = draw.rng.sample(unused, count)
    draw.said |= set(items)
    references = draw.words["texts"]["references"]
    return items, [draw.rng.choice(references) if tags else None for _ in items]


def listing(draw: Draw, heading: str, field: str = "improvements") -> list[Block]:
    """Return a heading and its list; from 2025 on with tags of the national framework."""
    tags = field == "improvements" and draw.day.year >= 2025
    items, references = _list(draw, draw.rng.randint(1, 4), tags)
    draw.expected.setdefault("headings", []).append(heading)
    # Where line ends and marks are lost, items of several words look like sentences.
    lost = draw.form == "text-flat" and not draw.layout.get("bullet")
    draw.expected[f"{field}~" if lost else field] = items
    if tags and not lost:
        draw.expected["framework_refs"] = references
    shown = [f"{i} ({r})." if r else f"{i}." for i, r in zip(items, references, strict=True)]
    draw.said |= set(shown)
    return [Heading(heading), Bullets(tuple(shown))]
