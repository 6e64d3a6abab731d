"""Names, and the sentences in which letters name inspectors and addressees."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

CHANGE_OF_REIGN = date(2022, 9, 8)


@dataclass
class Cast:
    """Draws people, each name once in a letter."""

    rng: random.Random
    words: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def name(self) -> str:
        """Return a first and a last name, now and then with an initial."""
        people = self.words["people"]
        while True:
            first, last = self.rng.choice(people["first"]), self.rng.choice(people["last"])
            if first not in self.used and last not in self.used:
                break
        self.used |= {first, last}
        initial = f" {self.rng.choice(people['initials'])}." if self.rng.random() < 0.06 else ""
        return f"{first}{initial} {last}"


def majesty(day: date) -> str:
    return "Her" if day < CHANGE_OF_REIGN else "His"


def join(names: list[str], comma: str = ", ") -> str:
    """Return "A, B and C"."""
    return comma.join(names[:-1]) + (" and " if names[:-1] else "") + names[-1]


# Form: (how many inspectors, or 0 for any number; the words; titles other than HMI by place).
TEAMS: dict[str, tuple[int, Callable[[list[str], str], str], dict[int, str]]] = {
    "each_hmi": (0, lambda n, _: f"The inspectors were {join([f'{x} HMI' for x in n])}.", {}),
    "shared_after": (0, lambda n, t: f"The inspectors were {join(n)}, {t}s.", {}),
    "title_first": (0, lambda n, t: f"{t}s for this visit were {join(n)}.", {}),
    "title_first_small": (0, lambda n, t: f"{t[:-9]}inspectors for this visit were {join(n)}.", {}),
    "one": (1, lambda n, _: f"The inspector was {n[0]} HMI.", {}),
    "one_long": (1, lambda n, t: f"The inspector was {n[0]}, {t}.", {}),
    "mixed": (
        2,
        lambda n, t: f"The inspectors were {n[0]}, {t}, and {n[1]}, Ofsted Inspector.",
        {1: "Ofsted Inspector"},
    ),
    "carried_out": (
        2,
        lambda n, _: f"The visit was carried out by {n[0]}, HMI, and {n[1]}, HMI.",
        {},
    ),
    "carried_out_senior": (
        3,
        lambda n, _: f"The visit was carried out by {n[0]} HMI, {n[1]} HMI and {n[2]}, Senior HMI.",
        {2: "Senior HMI"},
    ),
    "regulatory": (
        2,
        lambda n, _: (
            f"The inspectors were {n[0]} HMI and {n[1]}, Social Care Regulatory Inspector."
        ),
        {1: "Social Care Regulatory Inspector"},
    ),
}


def team(cast: Cast, day: date) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the form, the sentence that names the inspectors, and who they are."""
    common = ["each_hmi", "shared_after", "title_first", "title_first_small"]
    form = cast.rng.choice([*TEAMS, *common])
    count, words, titles = TEAMS[form]
    if form in common:
        count = cast.rng.choice([2, 2, 2, 3, 3, 4, 5])
    names = [cast.name() for _ in range(count)]
    people = [(name, titles.get(i, "HMI")) for i, name in enumerate(names)]
    return form, words(names, f"{majesty(day)} Majesty's Inspector"), people


def lead(cast: Cast, day: date) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the form, label and line that name the lead inspectors of a report."""
    his = majesty(day)
    form = cast.rng.choice(["comma", "comma", "bare", "hmi", "spaced", "two", "two_each"])
    names = [cast.name() for _ in range(2 if form.startswith("two") else 1)]
    title = f"{his} Majesty's Inspector"
    text = {
        "comma": f"**Lead inspector:** {names[0]}, {title}",
        "bare": f"**Lead inspector:** {names[0]} {title}",
        "hmi": f"**Lead inspector:** {names[0]} HMI",
        "spaced": f"**Lead inspector :** {names[0]}, {title}",
        "two": f"**Lead inspectors:** {' and '.join(names)}, {title}s",
        "two_each": f"**Lead inspectors:** {', '.join([names[0], title])} and {names[-1]}, {title}",
    }[form]
    return form, text, [(name, "HMI") for name in names]
