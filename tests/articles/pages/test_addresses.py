"""Only the public web is asked, under names that no title can break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.pages.addresses import clean_address, file_name, may_reach
from toolkit.articles.pages.faults import FetchError


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:///nohost",
        "http://",
        "//example.org/",
        "example.org",
        "",
        "http://user@example.org/",
        "http://example.org:99999/",
        "http://[::1/",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_what_is_no_web_address_is_refused(address):
    with pytest.raises(FetchError) as caught:
        clean_address(address)
    assert caught.value.refused


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
        "nonsense",
    ],
)
def test_machines_off_the_public_net_are_not_reached(number):
    assert not may_reach(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "1.1.1.1"])
def test_the_public_net_is(number):
    assert may_reach(number)


def test_one_page_has_one_address():
    assert clean_address(" HTTPS://Example.ORG/مراكش#x ") == clean_address(
        "https://example.org/%D9%85%D8%B1%D8%A7%D9%83%D8%B4"
    )


@given(st.text(max_size=200))
def test_any_text_is_cleaned_or_refused(text):
    try:
        address = clean_address(f"http://{text}")
    except FetchError:
        return
    assert clean_address(address) == address
    assert re.fullmatch(r"https?://[!-~]+", address)


@given(st.text(max_size=300))
def test_any_title_makes_a_safe_file_name(title):
    name = file_name(title)
    assert 0 < len(name.encode()) < 240
    assert not re.search(r'[/\\:*?"<>|\x00-\x1f]', name)
    assert not name.startswith(".")
    assert not re.match(r"(?i)(con|prn|aux|nul)(\.|$)", name)
