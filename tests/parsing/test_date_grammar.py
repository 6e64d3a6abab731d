"""Dates as people write them: tables of (text, what it means)."""

import random
from datetime import date, timedelta

import pytest

from ofstedmine.parsing.date_grammar import Run, find_dates, find_months

NOT_AFTER = date(2024, 12, 20)


def read(text):
    """Write what is found as "first..last", with "+" for a list that follows on and codes."""
    found = []
    for expression in find_dates(text):
        days = expression.resolve(NOT_AFTER)
        runs = [
            f"{run.start}" + ("" if run.end == run.start else f" {run.stated} {run.end}")
            for run in days.runs
        ]
        codes = [code for code in days.oddities if code != "year_inferred"]
        found.append("; ".join(runs + codes))
    return " | ".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Lists: a bare "and" joins days that follow each other.
        ("on 21 and 22 March 2018", "2018-03-21 days 2018-03-22"),
        ("on 20 August 2020", "2020-08-20"),
        ("30 June and 1 July 2021", "2021-06-30 days 2021-07-01"),
        ("28 February and 1 March 2023", "2023-02-28 days 2023-03-01"),
        ("28 and 29 February 2024", "2024-02-28 days 2024-02-29"),
        ("31 January and 1 February 2024", "2024-01-31 days 2024-02-01"),
        ("3, 4 and 5 November 2020", "2020-11-03 days 2020-11-05"),
        ("the 8th and 9th of August 2017", "2017-08-08 days 2017-08-09"),
        ("18th and 19th of February 2025", "2025-02-18 days 2025-02-19"),
        ("29th and 30th March 2023", "2023-03-29 days 2023-03-30"),
        ("8 th and 9 th August 2018", "2018-08-08 days 2018-08-09"),
        ("26 & 27 May 2021", "2021-05-26 days 2021-05-27"),
        ("20/21st October 2021", "2021-10-20 days 2021-10-21"),
        ("the 3rd, 4th & 5th March 2021", "2021-03-03 days 2021-03-05"),
        ("on 22 and on 23 May 2019", "2019-05-22 days 2019-05-23"),
        ("Tuesday 3 and Wednesday 4 March 2020", "2020-03-03 days 2020-03-04"),
        ("31 December 2019 and 1 January 2020", "2019-12-31 days 2020-01-01"),
        ("31 December and 1 January 2020", "2019-12-31 days 2020-01-01"),
        # Days that a bare "and" joins though they are apart are told.
        ("4 and 15 October 2021", "2021-10-04; 2021-10-15; days_apart"),
        ("3 and 4 and 10 March 2021", "2021-03-03 days 2021-03-04; 2021-03-10; days_apart"),
        # Ranges.
        ("Between 8 and 12 July 2019", "2019-07-08 span 2019-07-12"),
        ("Between 17  and 21 October 2016", "2016-10-17 span 2016-10-21"),
        ("Between 27 February and 3 March 2017", "2017-02-27 span 2017-03-03"),
        ("Between 31 October and 4 November 2016", "2016-10-31 span 2016-11-04"),
        ("between 8 October 2018 and 12 October 2018", "2018-10-08 span 2018-10-12"),
        ("Between 22 May and 26 May 2017", "2017-05-22 span 2017-05-26"),
        ("Between 24 February and 28 February 2020", "2020-02-24 span 2020-02-28"),
        ("Between 5 to 9 July 2021, Ofsted", "2021-07-05 span 2021-07-09"),
        ("took place from 7 to 11 November 2022", "2022-11-07 span 2022-11-11"),
        ("from 9 May to 13 May 2022", "2022-05-09 span 2022-05-13"),
        ("from 27 June 2022 to 1 July 2022", "2022-06-27 span 2022-07-01"),
        ("from 13 November 2023 to 17 November 2023", "2023-11-13 span 2023-11-17"),
        ("6 to 17 December 2021", "2021-12-06 span 2021-12-17"),
        ("11 – 22 July 2022", "2022-07-11 span 2022-07-22"),
        ("23 April–18 May 2018", "2018-04-23 span 2018-05-18"),
        ("19 November–30 November 2018", "2018-11-19 span 2018-11-30"),
        ("24 November - 17 December 2015", "2015-11-24 span 2015-12-17"),
        ("14 January — 4 February 2015", "2015-01-14 span 2015-02-04"),
        ("20 June 2017 ─ 13 July 2017", "2017-06-20 span 2017-07-13"),
        ("18 Feb 2014 – 12 March 2014", "2014-02-18 span 2014-03-12"),
        ("18 March 2014 – 09 April 2014", "2014-03-18 span 2014-04-09"),
        ("2 Sept. - 4 Sept. 2019", "2019-09-02 span 2019-09-04"),
        ("1-2 November 2022", "2022-11-01 span 2022-11-02"),
        ("22 - 23 October 2024", "2024-10-22 span 2024-10-23"),
        ("28 TO 29 APRIL 2021", "2021-04-28 span 2021-04-29"),
        ("on the 28 to 29 April 2021", "2021-04-28 span 2021-04-29"),
        ("30 December to 2 January 2020", "2019-12-30 span 2020-01-02"),
        ("31 December 2019 to 2 January 2020", "2019-12-31 span 2020-01-02"),
        ("12/09/2016 to 06/10/2016", "2016-09-12 span 2016-10-06"),
        ("1/06/2015 – 25/06/2015", "2015-06-01 span 2015-06-25"),
        # More than one.
        (
            "5 to 9 December 2022 and 14 to 15 February 2023",
            "2022-12-05 span 2022-12-09; 2023-02-14 span 2023-02-15",
        ),
        (
            "19 November-11 December 2013 and 28 – 30 January 2014",
            "2013-11-19 span 2013-12-11; 2014-01-28 span 2014-01-30",
        ),
        (
            "between 5 and 9 July 2021 and between 14 and 16 July 2021",
            "2021-07-05 span 2021-07-09; 2021-07-14 span 2021-07-16",
        ),
        ("2 to 4 March and on 9 March 2021", "2021-03-02 span 2021-03-04; 2021-03-09"),
        ("on 7 June 2022, published on 5 July 2022", "2022-06-07 | 2022-07-05"),
        # As newspapers write.
        ("March 29-30 2023", "2023-03-29 span 2023-03-30"),
        ("on October 4 and 15, 2021", "2021-10-04; 2021-10-15; days_apart"),
        ("on October 4, 2021", "2021-10-04"),
        ("15.07.2021", "2021-07-15"),
        ("25/03/2025", "2025-03-25"),
        ("(28/10/19)", "2019-10-28"),
        ("29.11.17", "2017-11-29"),
        ("2020-03-04", "2020-03-04"),
        ("by 12 November 18.", "2018-11-12"),
        ("20th-21st March '24", "2024-03-20 span 2024-03-21"),
        # The year comes from the day that the dates do not follow.
        ("12 & 13 September", "2024-09-12 days 2024-09-13"),
        ("October 16 and 17", "2024-10-16 days 2024-10-17"),
        ("July 10-11", "2024-07-10 span 2024-07-11"),
        ("October 7 and October 8", "2024-10-07 days 2024-10-08"),
        ("30 June and 1 July", "2024-06-30 days 2024-07-01"),
        ("between 3 and 5 November", "2024-11-03 span 2024-11-05"),
        ("Between 16 May and 20 May, Ofsted", "2024-05-16 span 2024-05-20"),
        ("30 to 31 December", "2023-12-30 span 2023-12-31"),
        ("31 December to 2 January", "2023-12-31 span 2024-01-02"),
        ("(17 Oct)", "2024-10-17"),
        ("Wednesday 18 December", "2024-12-18"),
        ("Wednesday 22 November", "2023-11-22"),
        # Wrapped and odd.
        ("25 and 26\nMarch 2020", "2020-03-25 days 2020-03-26"),
        ("25 and\n\n26 March 2020", "2020-03-25 days 2020-03-26"),
        ("25 to 29\xa0March\u202f2019", "2019-03-25 span 2019-03-29"),
        ("23April 2018", "2018-04-23"),
        ("Tuesday, 3rd March, 2020", "2020-03-03"),
        ("Friday 18 April 2023", "2023-04-18; weekday_mismatch"),
        ("31 June 2020", "no_such_date"),
        ("12 to 9 May 2020", "ends_before_start"),
        # No dates.
        ("page 12\n\nMay 2017 was busy", ""),
        ("between 2 and 5 inspectors in May", ""),
        ("it may be that 12 children", ""),
        ("0300 123 1231", ""),
        ("paragraphs 2.1 and 3.1.10", ""),
        ("", ""),
        # Numbers beside dates.
        ("on 5 June 2017, 12 children", "2017-06-05"),
        ("on 5 June 2017 and 12 children", "2017-06-05"),
        ("Section 47 and 12 March 2019", "2019-03-12"),
        ("21 and 22 May 12 children", "2024-05-21 days 2024-05-22"),
    ],
)
def test_what_is_written(text, expected):
    assert read(text) == expected


def test_offsets_are_those_of_the_whole_text():
    text = "1 May 2019. Visited between 8 and 12 July 2019."
    found = list(find_dates(text, 10))
    assert [(e.text, text[e.start : e.end]) for e in found] == [("between 8 and 12 July 2019",) * 2]


def test_without_a_day_to_count_from_a_year_is_not_made_up():
    (found,) = find_dates("12 & 13 September")
    assert not found.has_year
    assert found.resolve().runs == ()
    assert found.resolve().oddities == ("year_not_stated",)


def test_a_leap_day_without_a_year_is_of_a_leap_year():
    (found,) = find_dates("29 February")
    assert found.resolve(date(2023, 5, 1)).runs[0].start == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("first", "last", "stated", "count"),
    [
        ("2019-07-08", "2019-07-12", "span", 5),  # Monday to Friday
        ("2023-03-26", "2023-03-31", "span", 6),  # Sunday to Friday
        ("2016-03-07", "2016-03-12", "span", 6),  # Monday to Saturday
        ("2021-12-06", "2021-12-17", "span", 2),  # two weeks
        ("2020-03-05", "2020-03-10", "span", 2),  # Thursday to Tuesday
        ("2018-04-01", "2018-09-01", "span", 2),
        ("2017-02-22", "2017-02-23", "days", 2),
    ],
)
def test_days_that_are_certain(first, last, stated, count):
    run = Run(date.fromisoformat(first), date.fromisoformat(last), stated)
    days = run.certain_days()
    assert len(days) == count
    assert (days[0], days[-1]) == (run.start, run.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("judged inadequate in June 2016", [(6, 2016)]),
        ("in October last", [(10, None)]),
        ("last visit (April '25)", [(4, 2025)]),
        ("(Sept)", [(9, None)]),
        ("last December", [(12, None)]),
        ("in mid-October", [(10, None)]),
        ("June 2016 and July of 2017", [(6, 2016), (7, 2017)]),
        ("it may improve", []),
        ("on 12 May 2016", []),
        ("on the 12th of May 2016", []),
    ],
)
def test_months(text, expected):
    assert [(m.month, m.year) for m in find_months(text)] == expected


def test_every_date_of_ten_years_reads_back_in_any_form():
    forms = ("{d} {m} {y}", "{m} {d}, {y}", "{d:02}/{n:02}/{y}", "{y}-{n:02}-{d:02}", "{d} {s} {y}")
    day = date(2016, 1, 1)
    while day < date(2026, 1, 1):
        for form in forms:
            text = form.format(d=day.day, n=day.month, y=day.year, m=f"{day:%B}", s=f"{day:%b}")
            (found,) = find_dates(f"dated {text} here")
            assert found.resolve().runs == (Run(day, day, "days"),), text
        day += timedelta(days=17)


def test_long_runs_of_date_words_take_linear_time():
    text = "12 and " * 20_000 + "x " + "May " * 20_000 + "1/2/3/" * 20_000
    assert list(find_dates(text)) is not None


def test_any_heap_of_date_words_is_read_without_complaint():
    words = (
        "between from to and & , / - – the of on Monday Wed 3 12 31 8th May Feb. September 2016 "
        "2020 '18 99 31/02/2017 1.1.12 2017-13-45 x \n \n\n ."
    ).split(" ")
    choose = random.Random(7)
    for _ in range(3_000):
        text = " ".join(choose.choices(words, k=12))
        for found in find_dates(text):
            assert text[found.start : found.end] == found.text
            assert all(run.start <= run.end for run in found.resolve(NOT_AFTER).runs)
        list(find_months(text))
