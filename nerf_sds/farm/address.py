"""Where a farm is: the address of a Ray cluster's Jobs API. Standard library only."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

AUTO = "auto"  # in place of an address: all GPUs of this machine
PORT = 8265  # of Ray's dashboard, with the Jobs API, where an address of http names none
_HOST = re.compile(r"[a-z0-9._:-]+")


@dataclass(frozen=True)
class Address:
    """A Jobs API; as a text it is always written the same way."""

    secure: bool  # https
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine's users can reach it: by its name alone, no name is looked up."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read(text: str) -> Address:
    """The address that a person wrote, "host", "host:port" or "https://host:port". Raises ValueError with one line."""
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
