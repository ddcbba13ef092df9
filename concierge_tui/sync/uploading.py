"""Brings a file from a stick to the central service, for a laptop that has no network."""

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.errors import NotCentral
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.packing import Malformed, bytes64
from concierge_tui.sync.protocol import MAX_UPLOAD


class Messenger(HttpLink):
    """A way to the service for files of others."""

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
