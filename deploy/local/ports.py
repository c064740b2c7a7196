"""Which TCP ports are free on this machine."""

import socket

from deploy.local.errors import NoFreePort, PortTaken

HOST = "127.0.0.1"
SEARCH_WIDTH = 50


def is_free(port: int) -> bool:
    """Whether nobody listens on the port, on this address or on all of them."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.settimeout(0.5)
        if client.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Without it, connections of a server stopped a moment ago would count as a listener.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port the system says is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind((HOST, 0))
        port: int = server.getsockname()[1]
        return port


def kept_or_new(kept: int | None) -> int:
    """The port of the last time if it is still free, so that notes about it stay true."""
    return kept if kept is not None and is_free(kept) else any_free()


def exactly(port: int) -> int:
    """The port a person asked for, or a refusal."""
    if not is_free(port):
        raise PortTaken(port)
    return port


def first_free_from(first: int) -> int:
    """The first free port from here on."""
    for port in range(first, first + SEARCH_WIDTH):
        if is_free(port):
            return port
    raise NoFreePort(first, first + SEARCH_WIDTH - 1)
