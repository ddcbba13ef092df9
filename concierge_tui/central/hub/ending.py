"""A server that ends at once: whoever still waits for news is let go."""

import asyncio
import socket

import uvicorn

from concierge_tui.central.hub.bell import Bell


class HubServer(uvicorn.Server):
    """Rings the bell on its way out and leaves no connection half closed."""

    def __init__(self, config: uvicorn.Config, bell: Bell) -> None:
        super().__init__(config)
        self._bell = bell

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer whoever waits, then cut what TLS would still say goodbye to."""
        self._bell.ring()
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if isinstance(transport, asyncio.Transport):
                transport.abort()
        await asyncio.sleep(0.05)
