"""The served explorer: what it answers, and whom it refuses."""

from __future__ import annotations

import http.client
import json
import threading

import pytest

from ofstedmine.batch.dataset import open_dataset
from ofstedmine.showing.explorer.data import entry
from ofstedmine.showing.explorer.dataset import DatasetLetters
from ofstedmine.showing.explorer.search import Index, terms_of
from ofstedmine.showing.explorer.serve import server


@pytest.fixture(scope="module")
def served(dataset):
    with server(DatasetLetters(open_dataset(dataset), "invented")) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def ask(served, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_it_listens_on_this_computer_alone(served):
    assert served.server_address[0] == "127.0.0.1"
    assert served.address == f"http://127.0.0.1:{served.server_port}/"


def test_the_page_holds_no_letter(served):
    answer, body = ask(served, "/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"caseloads" not in body
    rules = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "frame-ancestors 'none'" in rules
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_letters_are_found_page_by_page(served):
    _, body = ask(served, "/api/letters?size=2&page=2")
    found = json.loads(body)
    assert found["count"] == 5
    assert len(found["rows"]) == 2
    assert "detail" not in found["rows"][0]["letter"]


def test_a_letter_comes_whole(served, data):
    wanted = data["letters"][0]
    answer, body = ask(served, f"/api/letter?id={wanted['id']}")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(body) == json.loads(json.dumps(wanted))


def test_an_authority_comes_in_order_of_time(served):
    _, body = ask(served, "/api/road?name=Aldermere")
    assert [stop["gap"] for stop in json.loads(body)] == [
        None,
        None,
        "the visits looked at different areas",
    ]


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api/letter?id=nobody", "/api/letter", "/api/road?name=Nowhere", "/api/",
     "/../dataset.json", "/parts/000001/letters.parquet", "/api/letter?id=../../etc/passwd", "//evil/"],
)  # fmt: skip
def test_other_paths_are_not_there(served, path):
    assert ask(served, path)[0].status == 404


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example:{port}", "",
     "[::1]:{port}"],
)  # fmt: skip
def test_other_names_are_refused(served, host):
    answer, body = ask(served, "/", Host=host.format(port=served.server_port))
    assert answer.status == 421
    assert b"<" not in body


def test_localhost_is_a_name_of_it(served):
    assert ask(served, "/", Host=f"localhost:{served.server_port}")[0].status == 200


def test_another_site_may_not_ask_for_letters(served):
    assert ask(served, "/api/letters", Sec_Fetch_Site="cross-site")[0].status == 421
    assert ask(served, "/api/letters", Sec_Fetch_Site="same-origin")[0].status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_it_only_reads(served, method):
    assert ask(served, "/", method)[0].status == 501


def test_a_head_has_no_body(served):
    answer, body = ask(served, "/", "HEAD")
    assert answer.status == 200
    assert body == b""


def test_a_long_address_is_refused(served):
    assert ask(served, f"/api/letters?words={'a' * 5000}")[0].status == 414


@pytest.mark.parametrize(
    "query", ["page=-1&size=x", "page=99999", "from=x&to=", "size=0", "theme=%00", "words=%22"]
)
def test_an_odd_query_breaks_nothing(served, query):
    answer, body = ask(served, f"/api/letters?{query}")
    assert answer.status == 200
    assert json.loads(body)["count"] >= 0


LABELS = {
    "theme": ("workforce", "care_leavers"),
    "sentiment": ("positive", "negative"),
    "progress": ("improved", "early"),
}


@pytest.fixture(scope="module")
def index(letters):
    return Index(entry(*row) for row in letters)


@pytest.fixture(scope="module")
def labels(data):
    about = data["about"]
    return {
        "theme": [row[0] for row in about["themes"]],
        "sentiment": [row[0] for row in about["sentiments"]],
        "progress": [row[0] for row in about["progress"]],
    }


@pytest.mark.parametrize(
    ("query", "count", "findings"),
    [
        ({}, 5, 44),
        ({"authority": "Aldermere"}, 3, 33),
        ({"authority": "?"}, 0, 0),
        ({"region": "North East"}, 1, 4),
        ({"region": "?"}, 1, 7),
        ({"kind": "focused_visit"}, 2, 11),
        ({"from": "2020"}, 3, 22),
        ({"from": "2020", "to": "2023"}, 2, 15),
        ({"to": "2018"}, 0, 0),
        ({"theme": "workforce"}, 5, 12),
        ({"theme": "none", "authority": "Northmoor"}, 0, 0),
        ({"theme": "no_such_theme"}, 0, 0),
        ({"words": "caseloads"}, 4, 4),
        ({"words": "CASELOADS remain"}, 4, 4),
        ({"words": '"caseloads remain"'}, 4, 4),
        ({"words": '"remain caseloads"'}, 0, 0),
        ({"words": "northmoor caseloads"}, 1, 1),
        ({"words": "northmoor"}, 1, 4),
        ({"words": "aunt"}, 0, 0),
        ({"words": "the front door"}, 1, 4),
        ({"words": "northmoor front"}, 1, 4),
        ({"words": "front", "theme": "workforce"}, 0, 0),
        ({"words": "front plans"}, 0, 0),
        ({"words": "aunt", "all": "1"}, 5, 5),
        ({"words": "ferrymoor"}, 0, 0),
        ({"words": "caseloads", "theme": "care_leavers"}, 0, 0),
    ],
)  # fmt: skip
def test_what_fits_is_found(index, labels, query, count, findings):
    found = index.find(query, labels)
    assert (found["count"], found["findings"]) == (count, findings)


def test_letters_stand_by_the_alphabet_or_by_time(index):
    def names(**query):
        return [row["letter"]["who"][0] for row in index.find(query)["rows"]]

    def days(**query):
        return [row["letter"]["first"] for row in index.find(query)["rows"]]

    assert names() == sorted(names())
    assert days(sort="oldest") == sorted(days())
    assert days(sort="newest") == sorted(days(), reverse=True)


@pytest.mark.parametrize(
    ("words", "terms"),
    [("", []), ("  Plans   clear ", ["plans", "clear"]), ('"Social  Workers" know', ["social workers", "know"]),
     ('"', []), ('""', []), ('a"b c"d', ["a", "b c", "d"])],
)  # fmt: skip
def test_terms(words, terms):
    assert terms_of(words) == terms
