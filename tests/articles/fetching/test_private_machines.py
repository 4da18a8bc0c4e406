"""No name, number or redirect leads to a machine off the public net.

The site of the tests stands for the public net here; whatever else is on this machine is private.
"""

import socket

import pytest

from toolkit.articles.fetching.client import Client, Limits
from toolkit.articles.fetching.politeness import Turns
from toolkit.articles.fetching.store import PageStore
from toolkit.articles.fetching.visiting import Visitor
from toolkit.articles.pages.addresses import may_reach
from toolkit.articles.pages.faults import FetchError

PUBLIC = "127.0.0.1"
PRIVATE = "127.0.0.2"


@pytest.fixture(autouse=True)
def only_the_site_is_public(monkeypatch):
    def check(number, *, private=False):
        return number == PUBLIC or may_reach(number, private=private)

    monkeypatch.setattr("toolkit.articles.fetching.client.may_reach", check)


@pytest.fixture
def secret():
    """A service of this machine's own; what it was told after a visit."""
    with socket.create_server((PRIVATE, 0)) as server:
        server.settimeout(5)

        def told():
            connection, _ = server.accept()
            with connection:
                connection.settimeout(5)
                return connection.recv(1000)

        yield server.getsockname()[1], told


@pytest.fixture
def client():
    return Client(limits=Limits(connect=5, read=5, total=10, tries=1))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "127.2",
        "2130706434",  # the same as one number
        "0x7f000002",  # in base 16
        "017700000002",  # in base 8
        "[::ffff:127.0.0.2]",
        "[::ffff:7f00:2]",
    ],
)
def test_a_redirect_to_a_private_machine_is_not_followed(site, client, secret, tmp_path, host):
    port, told = secret
    site.redirects["/to/secret"] = f"http://{host}:{port}/"
    visitor = Visitor(client, PageStore(tmp_path), Turns(0), pause=0)
    with pytest.raises(FetchError, match="private network") as caught:
        visitor.visit(f"{site.base}/to/secret")
    assert site.asked("/to/secret") == 1
    assert caught.value.refused
    assert told() == b""


def test_a_redirect_to_this_machine_by_its_new_number_is_not_followed(site, client, tmp_path):
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server:
        site.redirects["/to/secret"] = f"http://[::1]:{server.getsockname()[1]}/"
        visitor = Visitor(client, PageStore(tmp_path), Turns(0), pause=0)
        with pytest.raises(FetchError, match="private network") as caught:
            visitor.visit(f"{site.base}/to/secret")
        assert caught.value.refused


def test_a_name_that_changes_its_number_is_caught_on_the_connection(
    client, secret, monkeypatch, site
):
    # Rebinding: the first look-up gives a public number, the one of the connection a private one.
    port, told = secret
    numbers = [PUBLIC, PRIVATE]
    found = socket.getaddrinfo

    def resolve(host, *rest, **options):
        return found(numbers.pop(0) if host == "rebinding.example" else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site_port = int(site.base.rpartition(":")[2])
    assert client.get(f"http://rebinding.example:{site_port}/a/1").status == 200
    with pytest.raises(FetchError, match="private network") as caught:
        client.get(f"http://rebinding.example:{port}/a/1")
    assert caught.value.refused
    assert told() == b""


def test_a_port_that_refuses_is_told_from_one_that_is_slow(client):
    with socket.create_server((PUBLIC, 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached") as caught:
        client.get(f"http://{PUBLIC}:{port}/")
    assert caught.value.passing
