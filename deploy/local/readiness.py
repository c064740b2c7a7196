"""Asks a running Guildmark whether it is ready."""

import http.client
import json
from collections.abc import Mapping

from deploy.local import ports

COMPLETE = "ok"


def ask(port: int) -> Mapping[str, str] | None:
    """The parts that /readyz names with their state; None while nobody answers."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        parts: dict[str, str] = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        return None
    finally:
        connection.close()
    return parts


def is_complete(parts: Mapping[str, str]) -> bool:
    """Whether every part is there: then the answer's code was 200."""
    return all(state == COMPLETE for state in parts.values())
