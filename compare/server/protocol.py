"""HTTP on a socket: uvicorn's own, but it waits for no request for ever, and its own answers have our headers, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from compare.server.guards import HEADERS

if TYPE_CHECKING:
    import asyncio

HEAD_SECONDS: Final = 10.0  # within which the head of a request has to be there
MOST_CONNECTIONS: Final = 64
KEEP_ALIVE: Final = 5  # seconds


class Punctual(H11Protocol):
    """A connection that is closed where a request does not begin, or does not come to its body, in time."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for the head of a request, unless there are too many who do."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._answer(503, "There are too many connections; try again in a few seconds.")
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has arrived, and go on waiting if the head is not yet whole."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._late is None and not self.transport.is_closing():
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """What uvicorn says of a request that is none."""
        self._answer(400, msg)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _answer(self, status: int, sentence: str) -> None:
        self._stop()
        head = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close"), *HEADERS]
        for event in (
            h11.Response(status_code=status, headers=head),
            h11.Data(data=f"{sentence}\n".encode()),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
