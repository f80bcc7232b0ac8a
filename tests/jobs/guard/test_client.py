import gc
import gzip
import socket
import ssl
import threading
import time
from asyncio.selector_events import BaseSelectorEventLoop
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from calendars.errors import AddressRefused, FetchFailed, ResponseTooLarge
from jobs.guard import GuardedClient
from tests.jobs.site import LOOPBACK, serve

HOSTILE = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://127。0。0。1/",
    "http://①②⑦.⓪.⓪.①/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
    "javascript:alert(1)",
    "//example.org/",
    "example.org",
    "",
    "http://",
    "http:///path",
    "http://user:word@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org:25/",
    "http://exa mple.org/",
    "http://[::1/",
    "http://example.org:99999999/",
    "https://example.org/" + "a" * 9000,
    "http://example.org/\r\nX-Injected: 1",
]


@pytest.fixture
def dialled(monkeypatch):
    """The addresses that sockets are really opened to."""
    seen = []
    connect = BaseSelectorEventLoop.sock_connect

    def watched(loop, sock, address):
        seen.append(address[0])
        return connect(loop, sock, address)

    monkeypatch.setattr(BaseSelectorEventLoop, "sock_connect", watched)
    return seen


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_opens_no_socket(url, dialled):
    with GuardedClient(seconds=2) as strict, pytest.raises((AddressRefused, FetchFailed)) as told:
        strict.get(url)
    assert dialled == []
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/"])
def test_a_private_address_is_refused_for_good_with_the_way_out(url):
    with GuardedClient() as strict, pytest.raises(AddressRefused, match="ALLOW_HOSTS") as told:
        strict.get(url)
    assert told.value.permanent


def test_a_private_address_is_refused_when_posted_to_as_well(dialled):
    with GuardedClient() as strict, pytest.raises(AddressRefused):
        strict.post("http://127.0.0.1:9/", b"{}")
    assert dialled == []


def test_checking_a_url_reaches_nothing(dialled):
    with GuardedClient(resolver=lambda host, port: ["93.184.216.34"]) as strict:
        strict.check("https://example.org/hook")
    with GuardedClient() as strict, pytest.raises(AddressRefused):
        strict.check("http://127.0.0.1/hook")
    assert dialled == []


def test_one_bad_address_among_good_ones_refuses_the_host(dialled):
    mixed = ["93.184.216.34", "10.0.0.1"]
    with (
        GuardedClient(resolver=lambda host, port: mixed) as strict,
        pytest.raises(AddressRefused, match=r"mixed\.example"),
    ):
        strict.get("http://mixed.example/")
    assert dialled == []


def test_a_name_that_changes_its_address_is_dialled_as_checked(site, dialled):
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    port = site.url.rpartition(":")[2]
    site.put("/", "hello", Connection="close")
    with GuardedClient(
        allow_hosts=["127.0.0.1"], resolver=lambda host, port: next(answers)
    ) as rebound:
        assert rebound.get(f"http://rebind.example:{port}/").body == b"hello"
        assert dialled == ["127.0.0.1"]
        with pytest.raises(AddressRefused):
            rebound.get(f"http://rebind.example:{port}/")
    assert dialled == ["127.0.0.1"]
    assert site.asked[0].headers["host"] == f"rebind.example:{port}"


def test_an_operator_lets_a_host_through_by_its_name(site):
    site.put("/", "hello")
    port = site.url.rpartition(":")[2]
    with GuardedClient(
        allow_hosts=["Intranet.example"], resolver=lambda host, port: ["127.0.0.1"]
    ) as client:
        assert client.get(f"http://intranet.example:{port}/").status == 200
        with pytest.raises(AddressRefused):
            client.get(f"http://other.example:{port}/")


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "//169.254.169.254/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://user:word@127.0.0.1/",
        "http://[::1",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site, dialled, location):
    site.redirect("/", location)
    with (
        GuardedClient(allow_hosts=["127.0.0.1"], seconds=2) as client,
        pytest.raises(AddressRefused),
    ):
        client.get(f"{site.url}/")
    assert dialled == ["127.0.0.1"]


def test_redirects_are_followed_and_the_last_address_is_told(client, site):
    site.redirect("/a", "/b", 301)
    site.redirect("/b", "c?x=1#part", 307)
    site.put("/c", "there")
    answer = client.get(f"{site.url}/a")
    assert (answer.status, answer.body, answer.url) == (200, b"there", f"{site.url}/c?x=1")


def test_redirects_in_a_circle_end(client, site):
    site.redirect("/a", "/a")
    with pytest.raises(FetchFailed, match="redirects more than 5 times"):
        client.get(f"{site.url}/a")
    assert len(site.asked) == 6


def test_a_post_follows_no_redirect(client, site):
    site.redirect("/hook", "/other", 307)
    answer = client.post(f"{site.url}/hook", b'{"a": 1}', {"Content-Type": "application/json"})
    assert (answer.status, site.paths()) == (307, ["/hook"])
    assert site.asked[0].body == b'{"a": 1}'
    assert site.asked[0].headers["Content-Type"] == "application/json"


def test_a_post_tells_the_answer_and_reads_little_of_it(client, site):
    site.put("/hook", "x" * 1_000_000, status=410)
    answer = client.post(f"{site.url}/hook", b"{}")
    assert (answer.status, len(answer.body)) == (410, 65_536)


@pytest.mark.parametrize(
    "path", ["/a%7Eb/%41?x=%41+%20&y=a%2Fb%2fc", "/a//b?q=%E2%82%AC&z=%5B1%5D"]
)
def test_a_url_is_asked_for_as_it_is_written(client, site, path):
    client.get(site.url + path)
    assert site.paths() == [path]


def test_many_threads_share_a_client(client, site):
    site.put("/", "hello")
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: client.get(f"{site.url}/").body, range(200)))
    assert answers == [b"hello"] * 200


def test_a_client_that_nobody_closed_ends_its_thread(site):
    site.put("/", "hello")
    before = threading.active_count()
    client = GuardedClient(allow_hosts=LOOPBACK)
    client.get(f"{site.url}/")
    del client
    gc.collect()
    end = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.02)
    assert threading.active_count() <= before


def test_the_client_says_who_it_is_and_keeps_no_cookies(client, site):
    site.put("/", "hello", Set_Cookie="spy=1")
    client.get(f"{site.url}/")
    client.get(f"{site.url}/", {"If-None-Match": '"1"'})
    assert site.asked[0].headers["User-Agent"] == "Dateline/test"
    assert site.asked[1].headers["If-None-Match"] == '"1"'
    assert "Cookie" not in site.asked[1].headers


def test_a_proxy_in_the_environment_is_not_asked(client, site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    site.put("/", "hello")
    with GuardedClient(allow_hosts=LOOPBACK) as other:
        assert other.get(f"{site.url}/").body == b"hello"


def test_gzip_is_read(client, site):
    site.put("/", gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")
    assert client.get(f"{site.url}/").body == b"one two"


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"no gzip at all", "gzip"),
        (gzip.compress(b"cut short" * 100)[:-9], "gzip"),
        (b"hello", "br"),
        (gzip.compress(gzip.compress(b"twice")), "gzip, gzip"),
    ],
    ids=["none", "cut short", "unknown", "stacked"],
)
def test_an_encoding_that_cannot_be_read_is_an_error(client, site, body, coding):
    site.put("/", body, Content_Encoding=coding)
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1 answered"):
        client.get(f"{site.url}/")


def test_a_gzip_bomb_is_stopped_before_it_is_unpacked(site):
    import tracemalloc

    site.put("/", gzip.compress(bytes(50_000_000), 1), Content_Encoding="gzip")
    with GuardedClient(allow_hosts=LOOPBACK, max_bytes=1_000_000) as client:
        tracemalloc.start()
        with pytest.raises(ResponseTooLarge, match="1,000,000"):
            client.get(f"{site.url}/")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8_000_000


def test_a_bomb_of_empty_members_is_stopped(site):
    site.put("/", gzip.compress(b"") * 60_000, Content_Encoding="gzip")
    with (
        GuardedClient(allow_hosts=LOOPBACK, max_bytes=500_000) as client,
        pytest.raises(ResponseTooLarge),
    ):
        client.get(f"{site.url}/")


def test_a_body_over_the_limit_is_an_error_and_one_at_the_limit_is_not(client, site):
    site.put("/", b"x" * 1000)
    assert len(client.get(f"{site.url}/", max_bytes=1000).body) == 1000
    with pytest.raises(ResponseTooLarge):
        client.get(f"{site.url}/", max_bytes=999)


def test_an_answer_that_drips_ends_with_its_time(client, site):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/"] = drip
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match="did not answer in time"):
        client.get(f"{site.url}/", seconds=0.5)
    assert time.monotonic() - begun < 1.5


def test_headers_that_drip_end_with_their_time(client):
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip():
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not stop.wait(0.05):
                    try:
                        connection.sendall(b"X: 1\r\n")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        begun = time.monotonic()
        with pytest.raises(FetchFailed):
            client.get(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.5)
        assert time.monotonic() - begun < 1.5
        stop.set()
        thread.join()


def test_a_name_server_that_does_not_answer_ends_with_its_time():
    def asleep(host, port):
        time.sleep(2)
        return ["127.0.0.1"]

    begun = time.monotonic()
    with (
        GuardedClient(resolver=asleep, seconds=0.3) as client,
        pytest.raises(FetchFailed, match="in time"),
    ):
        client.get("http://slow.example/")
    assert time.monotonic() - begun < 1.5


def test_a_host_without_an_address_is_a_failure_that_may_pass():
    def unknown(host, port):
        raise socket.gaierror("no such host")

    with GuardedClient(resolver=unknown) as client, pytest.raises(FetchFailed) as told:
        client.get("http://nowhere.example/")
    assert not told.value.permanent
    assert "nowhere.example" in str(told.value)


def test_a_closed_port_is_a_failure(client):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchFailed, match="could not be reached"):
        client.get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "noise", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000]
)
def test_a_server_that_speaks_no_http_is_a_failure(client, noise):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak():
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(noise)

        thread = threading.Thread(target=speak)
        thread.start()
        with pytest.raises(FetchFailed):
            client.get(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()


def test_a_refusal_leaves_the_client_usable(client, site):
    site.put("/", "hello")
    for _ in range(120):
        with pytest.raises(AddressRefused):
            client.get("http://10.0.0.1/")
    assert client.get(f"{site.url}/").status == 200


CERTIFICATE = str(Path(__file__).with_name("secure.example.pem"))


@pytest.fixture
def secure():
    """A site with TLS, the server names it was asked for, and a context that trusts it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    names = []
    context.sni_callback = lambda socket, name, context: names.append(name)
    site, end = serve(context)
    yield site, names, ssl.create_default_context(cafile=CERTIFICATE)
    end()


def test_tls_asks_for_the_name_and_checks_the_certificate_against_it(secure):
    site, names, trust = secure
    site.put("/", "hello")
    port = site.url.rpartition(":")[2]
    with GuardedClient(
        allow_hosts=LOOPBACK, tls=trust, resolver=lambda host, port: ["127.0.0.1"]
    ) as client:
        assert client.get(f"https://secure.example:{port}/").body == b"hello"
        assert names == ["secure.example"]
        with pytest.raises(FetchFailed, match="could not be reached"):
            client.get(f"https://other.example:{port}/")


def test_a_redirect_from_https_to_http_is_refused(secure):
    site, _, trust = secure
    site.redirect("/", "http://secure.example/")
    port = site.url.rpartition(":")[2]
    with (
        GuardedClient(
            allow_hosts=LOOPBACK, tls=trust, resolver=lambda host, port: ["127.0.0.1"]
        ) as client,
        pytest.raises(AddressRefused, match="without encryption"),
    ):
        client.get(f"https://secure.example:{port}/")
