"""Who may do what with known answers, and see how people do."""

from guildmark.work.actions import require_seat
from guildmark.work.models import Seat
from tests.api.access import MANAGERS, Access, World, own, person, staff
from tests.factories import consensus, quality, work
from tests.factories.work import Workplace

PROJECT = "/api/v1/projects/{project_id}"
GOLD = "/api/v1/gold-items/{gold_item_id}"


def _labelled(world: World) -> Workplace:
    """A project with two pictures that three people have answered."""
    place = work.workplace(items=2, organisation=world.organisation)
    return consensus.labelled(place=place)


def _own_project_id(world: World) -> int:
    """A project that the annotator has come to work on."""
    place = work.workplace(items=1, organisation=world.organisation)
    work.annotator(place, user=world.annotator)
    require_seat(user_id=world.annotator.pk, project_id=place.project.pk, now=work.NOW)
    return place.project.pk


MAKERS = {
    "own_project_id": _own_project_id,
    "labelled": _labelled,
    "labelled_project_id": lambda world: world["labelled"].project.pk,
    "worker_id": lambda world: (
        Seat.objects.filter(project=world["labelled"].project).earliest("pk").annotator_id
    ),
    "gold_item_id": lambda world: quality.gold_item(world["labelled"]).pk,
    "gold_candidate_id": lambda world: work.add_items(world["labelled"], 1)[0].pk,
}
_IN_PROJECT = {"project_id": lambda world: world["labelled_project_id"]}
_PERSON = {**_IN_PROJECT, "user_id": lambda world: world["worker_id"]}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/gold-items"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/gold-items"): staff(
        MANAGERS,
        parameters=_IN_PROJECT,
        creates=lambda world: {
            "item_id": world["gold_candidate_id"],
            "reference": work.boxes(2),
        },
    ),
    ("POST", f"{GOLD}/suspend"): staff(MANAGERS),
    ("POST", f"{GOLD}/activate"): staff(MANAGERS),
    ("POST", f"{GOLD}/retire"): staff(MANAGERS),
    ("GET", f"{PROJECT}/people"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/people/{{user_id}}"): staff(MANAGERS, parameters=_PERSON),
    ("POST", f"{PROJECT}/people/{{user_id}}/block"): staff(
        MANAGERS, parameters=_PERSON, body=lambda world: {"reason": "Too hasty."}
    ),
    ("POST", f"{PROJECT}/people/{{user_id}}/unblock"): staff(MANAGERS, parameters=_PERSON),
    ("GET", "/api/v1/me/quality"): person(),
    ("GET", "/api/v1/me/quality/{project_id}"): own(
        parameters={"project_id": lambda world: world["own_project_id"]}
    ),
}
