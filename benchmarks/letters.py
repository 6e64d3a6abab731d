"""Letters that do not exist, any number of them, no two alike: seeded, of about four pages each.

Their words are drawn from some thousands, with the shape of English: what is made of them packs
and is searched as real letters are.
"""

import random
from functools import cache

SENTENCES = 72
WORDS = 3_000
NAMES = 150
KINDS = ("monitoring visit", "focused visit")
REGIONS = ("East of England", "London", "North East", "North West", "South East", "South West")
SMALL = (
    "the of and to in is that for on with are as by not this have from which they be been has "
    "their when so these who all than but more at some its most"
).split()
STARTS = (
    "Leaders Managers Children Plans Assessments Workers Reviews Carers Families Records".split()
)
SYLLABLES = (
    "al an ar be ca con de dis en er fi ga ing lo ma men ne or pa per pro ra re se ta ti tion ver"
).split()


@cache
def vocabulary():
    rng = random.Random(1)
    made = {
        "".join(rng.choices(SYLLABLES, k=rng.choice([2, 2, 3, 3, 4]))) for _ in range(2 * WORDS)
    }
    return sorted(made)[:WORDS]


@cache
def councils():
    rng = random.Random(2)
    ends = ("moor", "ford", "mere", "dale", "wick", "combe")
    made = {
        rng.choice(vocabulary()).title() + rng.choice(ends) for _ in range(3 * NAMES)
    }  # fmt: skip
    return sorted(made)[:NAMES]


def sentence(rng):
    words = [
        rng.choice(SMALL) if rng.random() < 0.45 else rng.choice(vocabulary())
        for _ in range(rng.randint(12, 30))
    ]
    return f"{rng.choice(STARTS)} {' '.join(words)}."


def text(seed):
    """Return a letter as Markdown."""
    rng = random.Random(f"letter {seed}")
    council = councils()[seed % NAMES]
    kind = KINDS[seed % len(KINDS)]
    month = rng.choice(["March", "May", "June", "October"])
    day = f"{rng.randint(1, 28)} {month} {rng.randint(2016, 2025)}"
    findings = "\n\n".join(" ".join(sentence(rng) for _ in range(6)) for _ in range(SENTENCES // 6))
    areas = "\n".join(f"- {' '.join(rng.choices(vocabulary(), k=5))}" for _ in range(4))
    return (
        f"# {kind.capitalize()} to {council} children's services\n\nDear Director\n\n"
        f"This letter summarises the findings of the {kind} to {council} children's services on "
        f"{day}.\n\n## Areas covered by the visit\n\n"
        f"Inspectors reviewed the progress made in the following areas:\n\n{areas}\n\n"
        f"## Findings and evaluation of progress\n\n{findings}\n\nYours sincerely\n\nA Person\n"
    )


def mined(seed):
    """Return a letter and its record, with tags drawn by chance."""
    import ofstedmine as om

    rng = random.Random(f"tags {seed}")
    book = om.codebook()
    letter = om.read(text(seed).encode())
    record = om.parse(letter)
    letter.uri = record.source.uri = f"letter-{seed}.md"
    if record.authority:
        record.authority.region = rng.choice(REGIONS)
    for finding in record.findings:
        finding.themes = rng.sample(book.theme_slugs, k=rng.choice([0, 1, 1, 2]))
        finding.sentiment = rng.choice(book.sentiment_slugs)
        finding.progress = rng.choice(book.progress_slugs)
        finding.uncertain = rng.random() < 0.1
    return letter, record
