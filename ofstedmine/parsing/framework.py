"""The inspection framework: stated by the letter, or following from its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofstedmine.parsing.profiles import compile_pattern
from ofstedmine.records import Evidence

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_framework"]

# "in line with", not any mention: letters recall inspections under earlier frameworks.
_STATED = compile_pattern(
    r"\b(?:visit|methodology|inspection)\b[^.]{0,60}?"
    r" (?:in line with|in accordance with|under|following) (?:the |ofsted's )?"
    r"(?:(?P<ilacs>(?:inspections? of|inspecting) local authority children's services"
    r"(?: \(ilacs\))? framework|ilacs framework)|(?P<sif>single inspection framework))",
    __name__,
)
_NAMES = {"ilacs": "ILACS", "sif": "SIF"}
_TYPE = compile_pattern(
    r"\b(?:(?:this (?:was|is)|carried out|conducted|undertook) an? (?:ilacs )?"
    r"|inspection type ?: ?)"
    r"(?P<type>standard|short)(?: ilacs)?(?: inspection|\b)",
    __name__,
)


def find_framework(draft: Draft) -> None:
    """Write ``/framework/name`` and ``/framework/inspection_type``: a step.

    The version is never stated. Whether an ILACS inspection was standard or short is taken only
    from the letter's words, not from its days on site.

    Parameters
    ----------
    draft : Draft
        Its kind must be known.
    """
    profile = draft.profile
    if profile is None or draft.kind == "other":
        return
    text = draft.letter.text
    stated = None if profile.has_judgements else _STATED.search(text)
    if stated:
        name = next(_NAMES[key] for key, words in stated.groupdict().items() if words)
        draft.put("/framework/name", name, draft.cite(*stated.span(), "framework: stated"))
    elif profile.framework:
        kind = draft.evidence.get("/kind", [])
        derived = [e.model_copy(update=_DERIVED) for e in kind] or [Evidence(quote="", **_DERIVED)]
        draft.put("/framework/name", profile.framework, *derived)
    if draft.kind == "ilacs_inspection" and (found := _TYPE.search(text)):
        value = found["type"].lower()
        draft.put("/framework/inspection_type", value, draft.cite(*found.span(), "framework: type"))


_DERIVED = {"rule": "framework: follows from the kind", "kind": "derived"}
