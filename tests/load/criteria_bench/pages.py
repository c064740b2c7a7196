"""The pages that look at everybody, or at all communities: what each costs the service.

In this process, as the API answers them: CPU of Python and time in the database are told apart, so
that a figure says where it goes. Sockets and the web server are not in it.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

LEAST_ROUNDS = 5
#: One in so many communities hides from who does not meet it.
HIDING = 4
SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Place:
    """Communities, and one with everybody in it, who all have come to work on its project."""

    owner: Any  # a user: models are loaded once Django is set up
    community_id: int
    project_id: int


def fill(user_ids: Sequence[int], *, communities: int, doors: dict[str, Any]) -> Place:
    """Communities that ask what `doors` asks, one of them with everybody in it and at work."""
    from guildmark.accounts.actions import create_organisation
    from guildmark.accounts.models import User
    from guildmark.communities import actions
    from guildmark.communities.models import Membership
    from guildmark.core.clock import now
    from guildmark.projects.actions import create_project

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
            Membership(community_id=first, user_id=pk, joined_at=at, changed_at=at)
            for pk in user_ids
        ),
        batch_size=5000,
    )
    project = create_project(
        actor_id=owner.pk, organisation_id=made.organisation_id, name="Bench", now=at
    )
    _at_work(project.pk, user_ids)
    return Place(owner, first, project.pk)


def _at_work(project_id: int, user_ids: Sequence[int]) -> None:
    """Everybody has come to the project and has a skill from five checks or more."""
    from guildmark.core.clock import now
    from guildmark.quality.models import Skill
    from guildmark.work.models import Seat

    at = now()
    Seat.objects.bulk_create(
        (Seat(project_id=project_id, annotator_id=pk, claimed_at=at) for pk in user_ids),
        batch_size=5000,
    )
    shares = ((pk, pk * 7919 % 1000 / 1000) for pk in user_ids)
    Skill.objects.bulk_create(
        (
            Skill(
                project_id=project_id,
                annotator_id=pk,
                alpha=1,
                beta=1,
                check_count=5 + pk % 40,
                mean=share,
                lower=0.9 * share,
                upper=min(1.0, share + 0.1),
                updated_at=at,
            )
            for pk, share in shares
        ),
        batch_size=5000,
    )


def measure(place: Place, *, somebody: Any, rounds: int) -> dict[str, Any]:
    """By page, medians of milliseconds; `p95_ms` is the wall time's."""
    community_id, people = place.community_id, f"/api/v1/projects/{place.project_id}/people"
    own = {
        "members": f"/api/v1/communities/{community_id}/members",
        "funnel": f"/api/v1/communities/{community_id}/numbers",
        "people": people,
        "people_by_skill": f"{people}?sort=lower",
        "people_below_mark": f"{people}?state=below_mark",
        "people_by_name": f"{people}?text=99",
    }
    theirs = {
        "directory": "/api/v1/directory",
        "directory_found": "/api/v1/directory?search=community+1&is_met=true",
        "community": f"/api/v1/directory/{community_id}",
        "traits": "/api/v1/traits",
    }
    pages = [(name, place.owner, path) for name, path in own.items()]
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
