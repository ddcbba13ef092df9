"""Brings a file from a stick to the central service, for a laptop that has no network."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.central_errors import NotCentral
from concierge_tui.services.sync_ports import Progress
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.packing import Malformed, bytes64
from concierge_tui.sync.protocol import MAX_UPLOAD

_PIECE: Final = 64 * 1024


class Messenger(HttpLink):
    """A way to the service for files of others."""

    progress: Progress | None = None
    """Told how many KiB of a file are on their way."""

    def deliver(self, content: bytes) -> bytes:
        """Hand over a file and return the receipt for its writer.

        Raises:
            BundleRefused: when the service does not take it.
        """
        if len(content) > MAX_UPLOAD:
            raise BundleRefused("too_large")
        match self._ask("POST", "/v1/bundle", {}, content):
            case {"receipt": str(receipt)}:
                try:
                    return bytes64(receipt)
                except Malformed:
                    raise NotCentral from None
            case {"refused": str(code)}:
                raise BundleRefused("not_for_central" if code == "not_for_us" else code)
        raise NotCentral

    def _told(self, body: bytes) -> Iterator[bytes]:
        total = _kib(len(body))
        for at in range(0, len(body), _PIECE):
            if self.progress:
                self.progress(_kib(at), total)
            yield body[at : at + _PIECE]
        if self.progress:
            self.progress(total, total)


def _kib(size: int) -> int:
    return -(-size // 1024)
