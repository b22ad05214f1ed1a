"""Parses the address of a farm, which is the address of a Ray cluster's Jobs API. Standard library only."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

AUTO = "auto"  # stands for all GPUs of this machine, in place of an address
PORT = 8265  # the port of Ray's dashboard and Jobs API, and the default for http addresses
_HOST = re.compile(r"[a-z0-9._:-]+")


@dataclass(frozen=True)
class Address:
    """The address of a Jobs API. Equal addresses have the same text, "https://host:port" or "http://host:port"."""

    secure: bool  # https
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """True if only users of this machine can reach the address. Decides by the host's text; no name is resolved."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read(text: str) -> Address:
    """Parses an address that a person typed: "host", "host:port", "http://..." or "https://...".

    The default port is 443 for https and PORT otherwise. Raises ValueError with one line if the text is no such
    address.
    """
    text = text.strip()
    if "@" in text:
        raise ValueError("A farm's address has no name and no password in it: give host:port, and log in with a token")
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(_advice(text)) from None
    if parts.scheme == "ray":
        raise ValueError(f"{text!r:.80} is the address of Ray's client: give that of its dashboard, port {PORT}")
    extra = parts.path.strip("/") or parts.query or parts.fragment
    if (
        parts.scheme not in ("http", "https")
        or extra
        or not _HOST.fullmatch(host)
        or not text.isprintable()
        or port == 0
    ):
        raise ValueError(_advice(text))
    secure = parts.scheme == "https"
    return Address(secure, host, port or (443 if secure else PORT))


def _advice(text: str) -> str:
    return f"{text!r:.80} is no address of a farm: give host:port, https://host:port or {AUTO}"
