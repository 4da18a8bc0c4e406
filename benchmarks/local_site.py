"""A site on this machine that plays everything that goes wrong on the way to an article.

Good articles, dead links, redirects and circles, slow, dripping, endless and broken pages, wrong
encodings, gzip bombs, robots.txt, 429 and 503, consent forms, paywalls, and an archive of captures.
The fetching tests and the fault table ask it, and nothing else: never the net.
"""

import gzip
import json
import socket
import threading
import time
import zlib
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# "The sides discussed N roads, …": sentences of our own, one story a number.
SENTENCES = (
    "افتتح وزير الخارجية في مراكش اجتماعا دوليا حول {topic} بحضور وفود من {n} دولة.",
    "وقال الوزير في كلمته إن بلاده ستواصل دعم {topic} خلال السنوات المقبلة.",
    "وأضاف أن اللجنة رقم {n} ستقدم تقريرها عن {topic} قبل نهاية العام.",
    "ومن جهتها أكدت رئيسة الوفد الضيف أن الشراكة في {topic} تقدمت كثيرا.",
    "كما ناقش المشاركون على مدى {n} ساعة سبل تمويل {topic} في القارة الإفريقية.",
    "وينتظر أن يصدر البيان الختامي عن {topic} في وقت لاحق من يوم الأربعاء.",
)
TOPICS = ("التعليم", "الزراعة", "الموانئ", "السكك", "المياه", "الصحة", "الطاقة", "الغابات")
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head>{meta}<title>{title} - موقع التجربة</title>
</head><body><nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a></nav><article><h1>{title}</h1>
{date}{paragraphs}</article><footer>جميع الحقوق محفوظة</footer></body></html>"""
DATE = '<meta property="article:published_time" content="2022-05-11T10:30:00+01:00">'


def title_of(number):
    """The headline of a story."""
    return f"اجتماع مراكش يبحث ملف {TOPICS[number % len(TOPICS)]} في دورته رقم {number}"


def sentences_of(number):
    """The sentences of a story."""
    topic = TOPICS[number % len(TOPICS)]
    return [sentence.format(topic=topic, n=number + 20) for sentence in SENTENCES]


def article(number, *, charset="utf-8", declared=None, meta=DATE, date="", extra=""):
    """A good page, in any encoding, whatever it declares."""
    declared = declared or charset
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences_of(number)) + extra
    page = PAGE.format(
        meta=f'<meta charset="{declared}">{meta}',
        title=title_of(number),
        date=date,
        paragraphs=paragraphs,
    )
    return page.encode(charset, "replace")


def notice(title, *paragraphs):
    """A page that is no article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return PAGE.format(meta="", title=title, date="", paragraphs=text).encode()


def bomb(size):
    """Zeroes, compressed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join(pieces) + packer.flush()


BOMB = bomb(200_000_000)


class Site:
    """The site; `start` and `stop` it, or use it in a ``with``.

    Attributes
    ----------
    log : list of (str, str)
        Path and user agent of every request, in order.
    captures : dict
        Of the archive: address to a list of (timestamp, page).
    redirects : dict
        Where the paths below ``/to/`` lead.
    slow : float
        Seconds that the slow pages take.
    """

    def __init__(self, *, slow=3.0, robots=None, pace=0.0):
        self.slow, self.pace = slow, pace
        self.robots = robots if robots is not None else "User-agent: *\nDisallow: /closed/\n"
        self.log = []
        self.whole = Counter()
        self.busy = {}
        self.most_at_once = 0
        self.at_once = 0
        self.captures = {}
        self.redirects = {
            "/to/file": "file:///etc/passwd",
            "/to/meta": "http://169.254.169.254/x",
            "/to/meta-number": "http://2852039166/x",
        }
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def base(self):
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def asked(self, path):
        """How often a path was asked for."""
        return sum(entry[0] == path for entry in self.log)

    def capture(self, path, page, *, time="20220512080000"):
        """Put a capture of a path into the archive."""
        self.captures.setdefault(f"{self.base}{path}", []).append((time, page))

    def answer(self, handler):
        """Answer one request."""
        with self._lock:
            self.log.append((handler.path, handler.headers.get("User-Agent", "")))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self._stopping.wait(self.pace)
            self._route(handler, urlsplit(handler.path))
        except (BrokenPipeError, ConnectionResetError):
            return
        finally:
            with self._lock:
                self.at_once -= 1
        with self._lock:
            self.whole[handler.path] += 1

    def _route(self, handler, parts):
        path = parts.path
        name, _, rest = path.strip("/").partition("/")
        if path == "/robots.txt":
            self._robots(handler)
        elif name == "web":
            self._capture(handler, rest)
        elif name == "cdx":
            self._index(handler, parse_qs(parts.query))
        elif name == "a":
            _send(handler, article(int(rest)))
        elif path == "/":
            _send(handler, notice("موقع التجربة", "الرئيسية"))
        elif hasattr(self, f"_page_{name.replace('-', '_')}"):
            getattr(self, f"_page_{name.replace('-', '_')}")(handler, rest)
        else:
            _send(handler, notice("خطأ", "لا شيء هنا"), status=404)

    # ---- pages that go wrong, by the first part of their path ----

    def _page_gone(self, handler, rest):
        _send(handler, notice("خطأ", "لا شيء هنا"), status=int(rest or 404))

    def _page_moved(self, handler, rest):
        """Redirects so many times, then to article 7."""
        left = int(rest)
        _redirect(handler, f"/moved/{left - 1}" if left > 1 else "/a/7", status=301)

    def _page_moved_arabic(self, handler, rest):
        _redirect(handler, f"/a/{rest}?{'عنوان'}")

    def _page_circle(self, handler, rest):
        _redirect(handler, "/circle/b" if rest == "a" else "/circle/a")

    def _page_home(self, handler, rest):
        _redirect(handler, "/")

    def _page_to(self, handler, rest):
        _redirect(handler, self.redirects[f"/to/{rest}"])

    def _page_slow(self, handler, rest):
        self._stopping.wait(self.slow)
        _send(handler, article(1))

    def _page_drip(self, handler, rest):
        """Never idle for long, never done."""
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.end_headers()
        for byte in article(1):
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if self._stopping.wait(0.05):
                return

    def _page_drip_headers(self, handler, rest):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self._stopping.wait(0.05):
            handler.wfile.write(b"X-A: b\r\n"[:1])
            handler.wfile.flush()

    def _page_endless(self, handler, rest):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.end_headers()
        while not self._stopping.is_set():
            handler.wfile.write("<p>كلام بلا نهاية.</p>".encode() * 5000)

    def _page_broken(self, handler, rest):
        """Says that more is coming, and hangs up."""
        page = article(1)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(page) * 2))
        handler.end_headers()
        handler.wfile.write(page)

    def _page_hang_up(self, handler, rest):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        handler.connection.shutdown(socket.SHUT_RDWR)

    def _page_garbage(self, handler, rest):
        handler.wfile.write(b"\x00\x01 this is no HTTP\r\n\r\n")

    def _page_encoding(self, handler, rest):
        """Encoded one way, declared another: /encoding/cp1256/utf-8."""
        real, _, said = rest.partition("/")
        page = article(3, charset=real, declared=said)
        _send(handler, page, kind=f"text/html; charset={said}")

    def _page_bomb(self, handler, rest):
        _send(handler, BOMB, headers={"Content-Encoding": "gzip"})

    def _page_bad_gzip(self, handler, rest):
        _send(handler, b"no gzip at all", headers={"Content-Encoding": "gzip"})

    def _page_gzip(self, handler, rest):
        _send(handler, gzip.compress(article(int(rest))), headers={"Content-Encoding": "gzip"})

    def _page_busy(self, handler, rest):
        """429 or 503 so many times, then article 5: /busy/429/2/1 asks to wait a second."""
        status, times, *after = rest.split("/")
        with self._lock:
            left = self.busy.setdefault(rest, int(times))
            self.busy[rest] -= 1
        if left > 0:
            headers = {"Retry-After": after[0]} if after else {}
            _send(handler, b"busy", status=int(status), headers=headers)
        else:
            _send(handler, article(5))

    def _page_consent(self, handler, rest):
        _send(
            handler,
            notice("قبل المتابعة", "نحن وشركاؤنا نخزن معلومات على الجهاز ونصل إليها.", "أوافق"),
        )

    def _page_paywall(self, handler, rest):
        _send(
            handler,
            notice(
                title_of(1), sentences_of(1)[0], "هذا المقال للمشتركين فقط. اشترك لمتابعة القراءة."
            ),
        )

    def _page_paid(self, handler, rest):
        meta = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
        _send(handler, article(1, meta=meta))

    def _page_check(self, handler, rest):
        _send(handler, notice("Just a moment...", "Checking your browser before you go on."))

    def _page_soft_gone(self, handler, rest):
        _send(handler, notice("عذرا", "الصفحة غير موجودة."))

    def _page_parked(self, handler, rest):
        _send(handler, notice("example", "This domain is for sale. Buy this domain today."))

    def _page_other(self, handler, rest):
        meta = '<meta property="article:published_time" content="2025-01-02T10:30:00Z">'
        _send(handler, article(4, meta=meta))

    def _page_empty(self, handler, rest):
        _send(handler, b"")

    def _page_script(self, handler, rest):
        _send(handler, b"<html><body><div id=app></div><script>draw()</script></body></html>")

    def _page_pdf(self, handler, rest):
        _send(handler, b"%PDF-1.7 " + b"0" * 5000, kind="application/pdf")

    def _page_french(self, handler, rest):
        text = "Le ministre a ouvert la réunion de Marrakech et a salué le rôle de la Coalition. "
        _send(handler, notice("La réunion de Marrakech s'ouvre", *[text * 3] * 4))

    def _page_closed(self, handler, rest):
        _send(handler, article(6))

    def _page_deep(self, handler, rest):
        _send(handler, b"<div>" * 50_000 + "كلام".encode())

    # ---- robots.txt and the archive ----

    def _robots(self, handler):
        if isinstance(self.robots, int):
            _send(handler, b"", status=self.robots)
        else:
            _send(handler, self.robots.encode(), kind="text/plain")

    def _index(self, handler, query):
        """The archive's index: captures nearest to a time first, else in their order."""
        rows = sorted((time, query["url"][0]) for time, _ in self.captures.get(query["url"][0], []))
        if "closest" in query:
            near = int(query["closest"][0])
            rows.sort(key=lambda row: abs(int(row[0]) - near))
        rows = rows[: int(query["limit"][0])]
        body = [["timestamp", "original"], *rows] if rows else []
        _send(handler, json.dumps(body).encode(), kind="application/json")

    def _capture(self, handler, rest):
        time_, _, address = rest.partition("id_/")
        pages = dict(self.captures.get(address, []))
        if time_ in pages:
            _send(handler, pages[time_])
        else:
            _send(handler, b"", status=404)


def _handler(site):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def do_GET(self):
            self.close_connection = True
            site.answer(self)

        def log_message(self, *_):
            pass

    return Handler


def _send(handler, body, *, status=200, kind="text/html; charset=utf-8", headers=None):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _redirect(handler, place, *, status=302):
    handler.send_response(status)
    # Bare UTF-8 bytes, as Arabic sites send them.
    handler.send_header("Location", place.encode().decode("latin-1"))
    handler.send_header("Content-Length", "0")
    handler.end_headers()


if __name__ == "__main__":
    with Site() as local:
        print(local.base)
        while True:
            time.sleep(1)
