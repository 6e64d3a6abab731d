"""The tables of a dataset as pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.batch.columns import Column, Table, shown_tables

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Frames", "frame_of", "known"]


class Frames:
    """What has tables: a frame of each, by a method of its name."""

    def table(self, name: str) -> pa.Table:
        """Return a whole table; whoever has tables says how."""
        raise NotImplementedError

    def frame(self, name: str) -> pd.DataFrame:
        """Return a whole table as a data frame, without the columns that only programs can use.

        Parameters
        ----------
        name : str
            One of the tables.

        Returns
        -------
        pandas.DataFrame
            Days are ``datetime64``, numbers that may be missing ``Int64``, vocabularies
            categories in the order of the codebook.
        """
        columns = [one for one in known(name).columns.values() if not one.is_structure]
        return frame_of(self.table(name).select([one.name for one in columns]), columns)

    def letters(self) -> pd.DataFrame:
        """Return the letters, one row each, with their text."""
        return self.frame("letters")

    def visits(self) -> pd.DataFrame:
        """Return the visits, one row a letter."""
        return self.frame("visits")

    def findings(self) -> pd.DataFrame:
        """Return the findings, machine-tagged and unreviewed."""
        return self.frame("findings")

    def judgements(self) -> pd.DataFrame:
        """Return the rows of all judgement tables."""
        return self.frame("judgements")

    def areas(self) -> pd.DataFrame:
        """Return the areas that visits looked at."""
        return self.frame("areas")

    def improvements(self) -> pd.DataFrame:
        """Return what needs to improve, strengths and areas for priority action."""
        return self.frame("improvements")

    def sources(self) -> pd.DataFrame:
        """Return the inputs: the names that letters were found under."""
        return self.frame("sources")

    def failures(self) -> pd.DataFrame:
        """Return the inputs from which no letter could be read, and why."""
        return self.frame("failures")

    def finding_themes(self) -> pd.DataFrame:
        """Return the themes of findings, one row for each theme of each finding."""
        return self.frame("finding_themes")

    def cohorts(self) -> pd.DataFrame:
        """Return the groups of children that findings are about, one row each."""
        return self.frame("cohorts")

    def visit_days(self) -> pd.DataFrame:
        """Return the days of visits, one row each."""
        return self.frame("visit_days")

    def inspectors(self) -> pd.DataFrame:
        """Return the inspectors that letters name, one row each."""
        return self.frame("inspectors")

    def authorities(self) -> pd.DataFrame:
        """Return all local authorities, with their codes and counts of their letters."""
        return self.frame("authorities")

    def latest_judgements(self) -> pd.DataFrame:
        """Return the latest judgements, one row for each current authority."""
        return self.frame("latest_judgements")

    def coverage(self) -> pd.DataFrame:
        """Return which letters of each authority are there, and which visits are missing."""
        return self.frame("coverage")


def frame_of(table: pa.Table, columns: Sequence[Column]) -> pd.DataFrame:
    """Return a table as a data frame with the types that its columns promise.

    Parameters
    ----------
    table : pyarrow.Table
        The rows.
    columns : sequence of Column
        What is known of its columns, in their order.

    Returns
    -------
    pandas.DataFrame
        The same rows.
    """
    import pandas as pd
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=types.get, date_as_object=False)
    for column in columns:
        if column.categories is not None and not column.is_list:
            kind = pd.CategoricalDtype(list(column.categories))
            frame[column.name] = frame[column.name].astype(kind)
    return frame


def known(name: str) -> Table:
    """Return what is known of a table that users may ask for.

    Parameters
    ----------
    name : str
        Its name.

    Returns
    -------
    Table
        Its title, key and columns.

    Raises
    ------
    LookupError
        If there is no such table; the message names those that there are.

    Examples
    --------
    >>> known("visits").key
    ('letter_id',)
    """
    if name not in shown_tables():
        raise LookupError(f"there is no table {name!r}; there are {', '.join(shown_tables())}")
    return shown_tables()[name]
