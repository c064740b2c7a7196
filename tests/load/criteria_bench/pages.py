"""The pages that look at everybody, or at all communities: what each costs the service.

In this process, as the API answers them: CPU of Python and time in the database are told apart, so
that a figure says where it goes. Sockets and the web server are not in it.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

LEAST_ROUNDS = 5
#: One in so many communities hides from who does not meet it.
HIDING = 4
SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def fill(people: Iterable[Any], *, communities: int, doors: dict[str, Any]) -> tuple[Any, int]:
    """Communities that ask what `doors` asks, and one with everybody in it: its owner, its id."""
    from guildmark.accounts.actions import create_organisation
    from guildmark.accounts.models import User
    from guildmark.communities import actions
    from guildmark.communities.models import Membership
    from guildmark.core.clock import now

    at = now()
    owner = User.objects.create(email="owner@example.org", pseudonym="OWNER", password="!")
    made = create_organisation(actor_id=owner.pk, name="Bench", now=at)
    first = 0
    for number in range(communities):
        one = actions.create_community(
            actor_id=owner.pk,
            organisation_id=made.organisation_id,
            name=f"Community {number}",
            description="",
            joining="open",
            now=at,
        )
        asked = {"discover": doors["take"][:2]} if number % HIDING == 1 else {}
        actions.set_criteria(
            actor_id=owner.pk, community_id=one.pk, doors={**doors, **asked}, now=at
        )
        if number == 0:
            first = one.pk
    Membership.objects.bulk_create(
        (
            Membership(community_id=first, user_id=user.pk, joined_at=at, changed_at=at)
            for user in people
        ),
        batch_size=5000,
    )
    return owner, first


def measure(*, owner: Any, somebody: Any, community_id: int, rounds: int) -> dict[str, Any]:
    """By page, medians of milliseconds; `p95_ms` is the wall time's."""
    own = {
        "members": f"/api/v1/communities/{community_id}/members",
        "funnel": f"/api/v1/communities/{community_id}/numbers",
    }
    theirs = {
        "directory": "/api/v1/directory",
        "community": f"/api/v1/directory/{community_id}",
        "traits": "/api/v1/traits",
    }
    pages = [(name, owner, path) for name, path in own.items()]
    pages += [(name, somebody, path) for name, path in theirs.items()]
    return {name: _cost(_asker(user, path), rounds) for name, user, path in pages}


def _asker(user: Any, path: str) -> Callable[[], None]:
    from rest_framework.test import APIClient

    client = APIClient(HTTP_HOST="localhost")
    client.force_login(user, backend=SIGN_IN_BACKEND)

    def ask() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.content[:300]!r}")

    return ask


def _cost(ask: Callable[[], None], rounds: int) -> dict[str, float]:
    from django.db import connection

    ask()
    walls: list[float] = []
    cpus: list[float] = []
    databases: list[float] = []
    counts: list[int] = []
    for _ in range(max(rounds, LEAST_ROUNDS)):
        spent: list[float] = []
        began, cpu = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(_timing(spent)):
            ask()
        walls.append(time.perf_counter() - began)
        cpus.append(time.process_time() - cpu)
        databases.append(sum(spent))
        counts.append(len(spent))
    return {
        "p95_ms": round(1000 * statistics.quantiles(walls, n=20)[18], 1),
        "python_ms": round(1000 * statistics.median(cpus), 1),
        "database_ms": round(1000 * statistics.median(databases), 1),
        "queries": statistics.median(counts),
    }


def _timing(spent: list[float]) -> Callable[..., Any]:
    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - began)

    return timed
