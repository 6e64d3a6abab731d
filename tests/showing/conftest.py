import pytest

import ofstedmine as om

LETTER = """\
14 July 2024

Ms Ada Archer
Director of Children's Services
Northmoor Council

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 4 and 5 June 2024. This was the third monitoring visit since the local authority was judged inadequate in March 2023. The inspectors were Rhona Vale HMI and Idris Pell HMI.

Areas covered by the visit

Inspectors reviewed the progress made in the following areas:

- the quality of plans
- the pace of change

Findings and evaluation of progress

Social workers know their children well. Plans remain [bold]too long[/bold].

Yours sincerely

Rhona Vale
His Majesty's Inspector
"""


@pytest.fixture(scope="session")
def letter():
    return om.read(LETTER.encode(), uri="letters/northmoor.txt")


@pytest.fixture
def record(letter):
    return om.parse(letter)


@pytest.fixture(scope="session")
def shown():
    """Return what a terminal of a width shows of a piece, and its lines."""
    from rich.console import Console

    def show(*pieces, width=80, colour=False):
        console = Console(
            width=width,
            markup=False,
            highlight=False,
            force_terminal=colour,
            color_system="256" if colour else None,
        )
        with console.capture() as captured:
            for piece in pieces:
                console.print(piece)
        return captured.get()

    return show
