"""Worlds to try the API in, made in a running product: what each route leads to in each of them.

`python -m tests.machine.worlds COUNT`, with the settings of the product. Prints one JSON object:
`worlds`, each with what the askers sign in with, and by route its parameters and a right body.
"""

import itertools
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import django


def main(count: int) -> None:
    """All in one process: factories count what they make, here from the second on that it is."""
    django.setup()
    from tests.factories import accounts

    accounts._numbers = itertools.count(int(time.time()))
    print(json.dumps({"worlds": list(_worlds(count))}, default=str))  # noqa: T201 - its answer


def _worlds(count: int) -> Iterator[dict[str, Any]]:
    from tests.api.access import Asker, World, makers

    askers = (Asker.OWNER, Asker.ANNOTATOR, Asker.STRANGER)
    for _ in range(count):
        world = World(makers())
        yield {
            "routes": _routes(world),
            "sessions": {asker.name: session_of(world.user(asker)) for asker in askers},
            "key": world.key_text(Asker.KEY, None),
        }


def _routes(world: Any) -> dict[str, dict[str, Any]]:
    """By method and template: ids of this world's things, and what the table of access sends."""
    from tests.api.access import table

    routes = {}
    for (method, template), access in sorted(table().items()):
        values = {
            name: access.parameters[name](world) if name in access.parameters else world[name]
            for name in names_in(template)
        }
        sent = None if access.body is None or access.is_form else access.body(world)
        body = sent if isinstance(sent, dict) else None
        routes[f"{method} {template}"] = {"parameters": values, "body": body}
    return routes


def names_in(template: str) -> list[str]:
    """The names in an address; a part of it may go on behind one: `{payout_id}.csv`."""
    return re.findall(r"{(\w+)}", template)


def session_of(user: Any) -> str:
    """The cookie of somebody who has signed in."""
    from django.conf import settings
    from rest_framework.test import APIClient

    from tests.conftest import SIGN_IN_BACKEND

    client = APIClient()
    client.force_login(user, backend=SIGN_IN_BACKEND)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main(int(sys.argv[1]))
