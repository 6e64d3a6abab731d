"""Letters of several inspectorates to the leaders of an area."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from corpus.render.document import Block, Heading, Lines, Note, Paragraph
from generator.bodies import listing, prose
from generator.dates import joint_stay, long
from generator.people import majesty

if TYPE_CHECKING:
    from generator.letters import Draw


def joint_letter(draw: Draw) -> list[Block]:
    """Return a letter of several inspectorates to a partnership."""
    old = draw.kind == "jtai_old"
    draw.stay = joint_stay(
        draw.rng, draw.rng.randint(*((2016, 2019) if old else (2023, 2025))), old
    )
    draw.choices["dates"] = draw.stay.form
    draw.day = draw.stay.end + timedelta(days=draw.rng.choice([42, 49, 60, 63, 70]))
    draw.expect(
        kind="jtai",
        letter_date=draw.day,
        visit__periods=draw.stay.periods,
        inspectors=[],
    )
    draw.expected.setdefault("missing", {})["/inspectors"] = "not_in_framework"
    theme = draw.rng.choice(draw.words["texts"]["themes"])
    title = f"Joint targeted area inspection of {draw.written}"
    if old:
        title = (
            f"Joint targeted area inspection of the multi-agency response to {theme} "
            f"in {draw.written}"
        )
    draw.expect(title=title)
    blocks: list[Block] = [Paragraph(long(draw.day)), Lines(tuple(_partners(draw)), "address")]
    greeting = f"Dear {draw.written} Local Safeguarding Partnership"
    blocks += [Paragraph("Dear local partnership" if old else greeting), Heading(title, 1)]
    blocks += _joint_header(draw, theme, old)
    blocks += _joint_body(draw, old)
    deadline = draw.day + timedelta(days=100)
    blocks += [
        Heading("Next steps"),
        Paragraph(
            "A written statement of action is to be sent to "
            f"ProtectionOfChildren@ofsted.gov.uk by {long(deadline)}."
        ),
        Paragraph("Yours sincerely"),
        *_joint_signatures(draw, old),
    ]
    draw.expected["headings"].append("Next steps")
    return blocks


def _partners(draw: Draw) -> list[str]:
    rng, partners = draw.rng, draw.words["partners"]
    rows = [["Director of Children's Services", draw.council]]
    rows += rng.sample(partners["others"], rng.randint(4, 8))
    lines, people = [], []
    for role, body in rows:
        name = draw.cast.name()
        suffix = rng.choice(partners["suffixes"])
        comma = rng.choice([", ", ", ", ", ", " , "])
        said = f"{role}, {body}" if body else role
        lines.append(f"{name}{suffix}{comma}{said}")
        people.append((name, said, None))
    # On one line nothing shows where one person's role ends and the next one's name begins.
    if draw.form != "text-flat":
        draw.expect(addressees=people)
    return lines


def _joint_header(draw: Draw, theme: str, old: bool) -> list[Block]:
    assert draw.stay is not None
    probation = draw.choose("probation", ["yes", "no"]) == "yes"
    draw.expect(
        inspectorates=["Ofsted", "CQC", "HMICFRS", *(["HMI Probation"] if probation else [])]
    )
    if old:
        bodies = ["Ofsted", "the Care Quality Commission (CQC)"]
        bodies.append("HMI Constabulary and Fire & Rescue Services (HMICFRS)")
        bodies += ["HMI Probation (HMI Prob)"] * probation
        said = ", ".join(bodies[:-1]) + " and " + bodies[-1]
        return [
            Paragraph(
                f"{draw.stay.text}, {said} undertook a joint inspection of the multi-agency "
                f"response to {theme} in {draw.written}.[^1]"
            ),
            Note(
                "1",
                "This joint inspection was conducted under section 20 of the Children Act 2004.",
            ),
            Paragraph("This letter to all the leaders of the partnership says what was found."),
        ]
    his = majesty(draw.day)
    bodies = ["Ofsted", "the Care Quality Commission (CQC)"]
    bodies.append(
        f"{his} Majesty's Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)"
    )
    bodies += [f"{his} Majesty's Inspectorate of Probation (HMIP)"] * probation
    said = ", ".join(bodies[:-1]) + " and " + bodies[-1]
    return [
        Paragraph(
            "This letter summarises the findings of the joint targeted area inspection (JTAI) of "
            f"the multi-agency response to {theme} in {draw.written}."
        ),
        Paragraph(
            f"This inspection took place {draw.stay.text}. It was carried out by inspectors from {said}."
        ),
    ]


def _joint_body(draw: Draw, old: bool) -> list[Block]:
    headings = draw.expected.setdefault("headings", [])
    blocks: list[Block] = []
    if old:
        blocks += listing(draw, draw.rng.choice(["Key strengths", "Key Strengths"]), "strengths")
        blocks += _case_study(draw, "Case study: highly effective practice")
        blocks += listing(draw, "Areas for improvement")
        blocks += _case_study(
            draw,
            draw.rng.choice(
                ["Case study: area for improvement", "Case study: area(s) for improvement"]
            ),
        )
    else:
        if draw.rng.random() < 0.5:
            blocks += [Heading("Context"), Paragraph(prose(draw, 2, distract=False))]
            headings.append("Context")
        blocks += [Heading("Headline findings"), Paragraph(prose(draw, 2, distract=False))]
        headings.append("Headline findings")
        blocks += listing(draw, "What needs to improve?")
        blocks += listing(draw, "Strengths", "strengths")
    form = draw.choose("priority", ["no", "none", "list"])
    if form == "none":
        said = draw.rng.choice(
            [
                "There are no areas for priority action.",
                "There are no priority actions that the partnership is required to consider.",
            ]
        )
        blocks += [Heading("Areas for priority action"), Paragraph(said)]
        draw.expect(priority_actions=[])
        draw.expected["missing"]["/priority_actions"] = "stated_none"
    elif form == "list":
        heading = draw.rng.choice(["Areas for priority action", "Area for priority action"])
        blocks += listing(draw, heading, "priority_actions")
    if not old:
        blocks += [Heading("Main findings")]
        blocks += [Paragraph(prose(draw, 3)) for _ in range(2)]
        headings.append("Main findings")
        blocks += _case_study(draw, "Practice study: a school and a nurse")
    return blocks


def _case_study(draw: Draw, heading: str) -> list[Block]:
    # On one line nothing shows where a heading of free words ends.
    if draw.form != "text-flat" or heading.startswith("Case study"):
        draw.expected["headings"].append(heading)
    text = prose(draw, 2, distract=False)
    if draw.form == "text-flat":
        draw.said.add(f"{heading} {text[: text.index('.') + 1]}")
    return [Heading(heading), Paragraph(text)]


def _joint_signatures(draw: Draw, old: bool) -> list[Block]:
    titles = [
        "National Director, Social Care"
        if old
        else "National Director Regulation and Social Care, Ofsted",
        "Deputy Chief Inspector" if old else "Chief Inspector of Health Care, CQC",
        f"{majesty(draw.day)} Majesty's Inspector of Constabulary",
    ]
    people = [(draw.cast.name(), title, None) for title in titles]
    if draw.form != "text-flat":
        draw.expect(signatories=people)
    return [Lines((name, title), "signature") for name, title, _ in people]
