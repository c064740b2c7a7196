"""Who may see what people are to be paid, and record that they were."""

from typing import Any

from guildmark.core.clock import now
from guildmark.payments.queries.work import Wanted
from tests.api.access import MANAGERS, Access, World, person, staff
from tests.factories import payments, work
from tests.factories.work import Workplace

ORGANISATION = "/api/v1/organisations/{organisation_id}"


def _owing(world: World) -> Workplace:
    """A project that owes its annotator two answers."""
    place = work.workplace(items=4, organisation=world.organisation)
    work.open_batch(place, overlap=1, now=now())
    payments.accepted(place, work.annotator(place, user=world.annotator), 2, now=now())
    return place


def _payout_id(world: World) -> int:
    """Of another project."""
    place = _owing(world)
    return payments.payout(place, project_id=place.project.pk).payout.pk


def _due_sha256(world: World) -> str:
    """As it was before the first payout."""
    project_id = world["owing"].project.pk
    return payments.seen(Wanted(organisation_id=world.organisation.pk, project_id=project_id))


# Any: JSON.
def _seen(world: World) -> dict[str, Any]:
    return {
        "project_id": world["owing"].project.pk,
        "due_sha256": world["due_sha256"],
        "reference": "Transfer 7",
    }


MAKERS = {"owing": _owing, "due_sha256": _due_sha256, "payout_id": _payout_id}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/me/assignments"): person(),
    ("GET", "/api/v1/me/dues"): person(),
    ("GET", "/api/v1/me/payouts"): person(),
    ("GET", f"{ORGANISATION}/payments"): staff(MANAGERS),
    ("GET", f"{ORGANISATION}/payments.csv"): staff(MANAGERS),
    ("GET", f"{ORGANISATION}/payouts"): staff(MANAGERS),
    ("POST", f"{ORGANISATION}/payouts"): staff(MANAGERS, creates=_seen),
    ("GET", f"{ORGANISATION}/payouts/{{payout_id}}.csv"): staff(MANAGERS),
}
