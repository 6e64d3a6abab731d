"""The explorer of a dataset, served on this computer alone and page by page.

It listens on 127.0.0.1 and answers only requests that name it: a page elsewhere that lets its own
name point here (DNS rebinding) is refused. It reads, and writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from ofstedmine.showing.explorer.data import about, entry
from ofstedmine.showing.explorer.page import page, policy
from ofstedmine.showing.explorer.road import roads
from ofstedmine.showing.explorer.search import MOST, SIZE, Index, whole

if TYPE_CHECKING:
    from ofstedmine.showing.explorer.source import Letters

__all__ = ["Server", "server"]

HERE = "127.0.0.1"
_NAMES = frozenset({HERE, "localhost"})
_LONGEST = 4_000


class Answers:
    """What the server says to each path.

    Parameters
    ----------
    letters : Letters
        The letters; each is read once for the index, and again when it is opened.
    names : bool
        Whether names of people are shown.
    """

    def __init__(self, letters: Letters, names: bool) -> None:
        self._letters = letters
        self._names = names
        self._index = Index(entry(*row, names=names) for row in letters)
        self._about = about(self._index.summaries, letters.title)
        self._labels = {
            name: [row[0] for row in self._about[key]]
            for name, key in (
                ("theme", "themes"),
                ("sentiment", "sentiments"),
                ("progress", "progress"),
            )
        }

    @cached_property
    def page(self) -> bytes:
        """The page itself, without letters."""
        return page({"about": self._about, "served": True}, served=True).encode()

    @cached_property
    def _summaries(self) -> Mapping[str, Mapping[str, Any]]:
        return {one["id"]: one for one in self._index.summaries}

    @cached_property
    def _roads(self) -> Mapping[str, list[list[Any]]]:
        return roads(self._index.summaries)

    def api(self, path: str, query: Mapping[str, str]) -> Any:
        """Return what JSON can hold, or None where there is nothing of that name."""
        if path == "/api/letters":
            return self._index.find(
                query,
                self._labels,
                size=min(whole(query.get("size"), SIZE), MOST),
                every=bool(query.get("every")),
            )
        if path == "/api/letter" and query.get("id") in self._summaries:
            return entry(*self._letters.one(query["id"]), names=self._names)
        if path == "/api/road" and query.get("name") in self._roads:
            road = self._roads[query["name"]]
            return [{"letter": self._summaries[key], "gap": gap} for key, gap in road]
        return None


class Server(ThreadingHTTPServer):
    """A server that knows what to answer."""

    daemon_threads = True

    def __init__(self, letters: Letters, port: int, names: bool) -> None:
        self.answers = Answers(letters, names)
        super().__init__((HERE, port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return f"http://{HERE}:{self.server_port}/"


def server(letters: Letters, port: int = 0, *, names: bool = True) -> Server:
    """Return a server of the explorer, ready for ``serve_forever()``.

    Parameters
    ----------
    letters : Letters
        A dataset, or letters that are at hand.
    port : int, default 0
        Where it listens on 127.0.0.1; 0 takes a free one.
    names : bool, default True
        Whether names of people are shown.

    Returns
    -------
    Server
        ``address`` says where it is.

    Examples
    --------
    >>> from ofstedmine.showing.explorer.source import Mined
    >>> with server(Mined([], "none")) as one:
    ...     one.address.startswith("http://127.0.0.1:")
    True
    """
    return Server(letters, port, names)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def version_string(self) -> str:
        """Name the program and nothing about the machine."""
        return "ofstedmine"

    def do_GET(self) -> None:
        """Answer with the page, with letters, or with what is wrong."""
        if not self._is_for_us():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"This is not my name.\n")
            return
        parts = urlsplit(self.path)
        if len(self.path) > _LONGEST:
            self._send(HTTPStatus.REQUEST_URI_TOO_LONG, "text/plain", b"Too long.\n")
        elif parts.path == "/":
            self._send(HTTPStatus.OK, "text/html", self.server.answers.page)
        else:
            answer = self.server.answers.api(parts.path, dict(parse_qsl(parts.query)))
            if answer is None:
                self._send(HTTPStatus.NOT_FOUND, "text/plain", b"There is no such thing.\n")
            else:
                said = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
                self._send(HTTPStatus.OK, "application/json", said.encode())

    def do_HEAD(self) -> None:
        """Answer as to GET, but for the body."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        name, _, port = (self.headers.get("Host") or "").partition(":")
        site = self.headers.get("Sec-Fetch-Site", "none")
        asked_here = site in ("none", "same-origin") or urlsplit(self.path).path == "/"
        return name in _NAMES and port == str(self.server.server_port) and asked_here

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", f"{policy(served=True)}; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
        """Keep quiet: what somebody looks at is not written down."""
