"""A socket of this machine alone, and uvicorn on it until it is stopped."""

from __future__ import annotations

import logging
import os
import socket
from typing import TYPE_CHECKING, Final

from uvicorn import Config, Server

from compare.server.guards import MOST_HEAD
from compare.server.protocol import KEEP_ALIVE, Punctual

if TYPE_CHECKING:
    from compare.server.guards import Guards

LOCAL: Final = "127.0.0.1"
_LAST_SECONDS: Final = 2  # for answers under way when it is stopped


def listening(port: int) -> socket.socket:
    """A socket on a port of this machine that nobody else can reach; 0 takes a free one.

    Raises:
        OSError: somebody listens there already, or the port is not for us.
    """
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two listen at once
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((LOCAL, port))
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def serve(application: Guards, opened: socket.socket) -> None:
    """Answer until a signal ends it, which is then raised again."""
    server(application).run(sockets=[opened])


def server(application: Guards) -> Server:
    """The server, not yet running: one process, HTTP only, which tells nobody what it is and logs nothing."""
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # what a client does wrong is nobody's news
    config = Config(
        application,
        http=Punctual,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        workers=1,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=_LAST_SECONDS,
        h11_max_incomplete_event_size=MOST_HEAD,
    )
    return Server(config)
