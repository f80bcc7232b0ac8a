"""Which addresses the guard lets through.

`ipaddress.is_global` says yes to NAT64, IPv4-compatible, multicast and site-local
addresses and to a metadata service, so the lists are our own (IANA special-purpose
address registries, RFC 6890).
"""

import ipaddress
from collections.abc import Iterable

from calendars.errors import InvalidSetting

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # metadata of Azure
        "169.254.0.0/16",  # link-local, metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments, metadata
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and to one machine there.

    >>> is_public(ipaddress.ip_address("93.184.216.34"))
    True
    >>> is_public(ipaddress.ip_address("64:ff9b::7f00:1"))
    False
    """
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    if address not in _PUBLIC_6:
        return False
    return not any(address in network for network in _REFUSED_6)


class Allowed:
    """The hosts and networks that an operator lets through though they are private.

    >>> allowed = Allowed(["intranet.example", "10.1.0.0/16"])
    >>> allowed.host("Intranet.Example"), allowed.address(ipaddress.ip_address("10.2.0.1"))
    (True, False)
    """

    def __init__(self, entries: Iterable[str]) -> None:
        """Take names, addresses and networks ("127.0.0.0/8").

        Raises:
            InvalidSetting: An entry with a slash is not a network.
        """
        self._hosts: set[str] = set()
        self._networks: list[Network] = []
        for entry in entries:
            try:
                self._networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
            except ValueError as error:
                if "/" in entry:
                    raise InvalidSetting(
                        f"“{entry}” is not a network: write one like 10.0.0.0/8.",
                        field="allow_hosts",
                    ) from error
                self._hosts.add(entry.casefold().rstrip("."))

    def host(self, name: str) -> bool:
        """Whether a host is let through by its name."""
        return name.casefold().rstrip(".") in self._hosts

    def address(self, address: Address) -> bool:
        """Whether an address is let through by its network."""
        return any(address in network for network in self._networks)
