"""Connections that go only where they may: no private network, unless asked for."""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx


class UnsafeAddressError(OSError):
    """A host that lies in a private network, or on this machine."""


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the address that was checked, so that no second answer of DNS can change it."""

    def __init__(self, named: str | None) -> None:
        self._named = named
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        place = host if host == self._named else find_public(host, port)
        return self._backend.connect_tcp(place, port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        raise UnsafeAddressError(f"{path} is no address on the web")


def find_public(host: str, port: int) -> str:
    """Return an address of a host, checked to be a public one.

    Raises:
        UnsafeAddressError: one of its addresses is not.
        httpcore.ConnectError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no such host: {host}") from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    for address in addresses:
        number = ipaddress.ip_address(address)
        mapped = getattr(number, "ipv4_mapped", None)
        if not (mapped or number).is_global or number.is_multicast:
            raise UnsafeAddressError(f"{host} is {address}, in a private network")
    return addresses[0]


def make_transport(*, private: bool, named: str | None = None) -> httpx.HTTPTransport:
    """Return a transport; unless `private`, it connects to public addresses alone.

    Args:
        private: Whether it may connect to any address.
        named: A host that it may connect to wherever it lies, since the user named it.
    """
    transport = httpx.HTTPTransport(retries=0, trust_env=False)
    if not private:
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=_CheckedBackend(named)
        )
    return transport
