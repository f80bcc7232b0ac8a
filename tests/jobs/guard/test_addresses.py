import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import InvalidSetting
from jobs.guard.addresses import Allowed, is_public


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"]
)
def test_the_public_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_nothing_is_public_that_the_registries_call_private(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_way_of_writing_a_version_4_address_in_version_6_is_public(address):
    number = int(address)
    for shape in (
        f"::ffff:{address}",
        f"::{address}",
        f"64:ff9b::{address}",
        f"64:ff9b:1::{address}",
        f"2002:{number >> 16:x}:{number & 0xFFFF:x}::",
    ):
        assert not is_public(ipaddress.IPv6Address(shape))


def test_an_operator_allows_names_addresses_and_networks():
    allowed = Allowed(["localhost", "10.0.0.0/8", "[::1]", "192.168.1.5"])
    assert allowed.host("LOCALHOST.")
    assert allowed.address(ipaddress.ip_address("10.9.8.7"))
    assert allowed.address(ipaddress.ip_address("::1"))
    assert allowed.address(ipaddress.ip_address("192.168.1.5"))
    assert not allowed.address(ipaddress.ip_address("192.168.1.6"))


def test_a_network_with_a_slip_is_said():
    with pytest.raises(InvalidSetting, match="is not a network"):
        Allowed(["10.0.0.0/99"])
