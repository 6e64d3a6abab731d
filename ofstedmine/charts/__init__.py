"""Charts of machine-tagged findings, each with its n, its intervals and who tagged.

They need the extra ``notebooks`` (Altair). A record, several, or a dataset may be given: whatever
yields `VisitRecord`.
"""

from ofstedmine.charts.heat import themes_by_authority
from ofstedmine.charts.letters import NotComparable
from ofstedmine.charts.look import ChartsNotInstalled
from ofstedmine.charts.saving import save
from ofstedmine.charts.themes import sentiment_by_theme
from ofstedmine.charts.two import compare
from ofstedmine.charts.visits import over_visits

__all__ = [
    "ChartsNotInstalled",
    "NotComparable",
    "compare",
    "over_visits",
    "save",
    "sentiment_by_theme",
    "themes_by_authority",
]
