"""Who may do what with batches, tasks, leases and answers.

The project is one that only members of its community may know of; the annotator is one.
"""

from guildmark.core.actors import person_actor
from guildmark.core.clock import now
from guildmark.datasets.media import image_url
from guildmark.work import actions
from guildmark.work.models import Batch
from guildmark.work.queries.leases import Lease
from tests.api.access import MANAGERS, REVIEWERS, Access, World, anybody, own, person, staff
from tests.factories import work
from tests.factories.work import Workplace

PROJECT = "/api/v1/projects/{project_id}"
BATCH = "/api/v1/batches/{batch_id}"
ASSIGNMENT = "/api/v1/assignments/{assignment_id}"


def _workplace(world: World) -> Workplace:
    """An active project for invited people, with a batch and three free items."""
    place = work.workplace(items=5, organisation=world.organisation)
    place.community.criteria_versions.create(
        number=1,
        doors={
            "discover": [[{"trait": "native_language", "operator": "exists", "value": None}]],
            "preview": [],
            "take": [],
        },
        created_by=world.owner,
        created_at=work.NOW,
    )
    work.annotator(place, user=world.annotator)
    work.open_batch(place, now=now())
    work.add_items(place, 3)
    return place


def _batch(world: World) -> Batch:
    return Batch.objects.get(project=world["workplace"].project)


def _lease(world: World) -> Lease:
    return work.claim(world.annotator, world["workplace"], now=now())


def _draft_batch(world: World) -> int:
    place: Workplace = world["workplace"]
    items = work.add_items(place, 2)
    return actions.create_batch(
        actor_id=world.owner.pk,
        project_id=place.project.pk,
        name="Draft",
        overlap=1,
        gold_share=0.0,
        price_minor=1,
        currency="EUR",
        item_ids=[item.pk for item in items],
        now=now(),
    ).pk


def _picture(world: World) -> str:
    """The end of the link to a picture, as the annotator was given it."""
    picture = world["workplace"].dataset.items.order_by("pk")[0]
    return image_url(picture, viewer=person_actor(world.annotator.pk)).removeprefix("/media/")


MAKERS = {
    "workplace": _workplace,
    "work_batch": _batch,
    "batch_id": lambda world: world["work_batch"].pk,
    "draft_batch_id": _draft_batch,
    "picture": _picture,
    "lease": _lease,
    "assignment_id": lambda world: world["lease"].assignment_id,
}
HERE = {"project_id": lambda world: world["workplace"].project.pk}
DRAFT = {"batch_id": lambda world: world["draft_batch_id"]}
NEW_BATCH = {
    "name": "Second",
    "overlap": 2,
    "gold_share": 0.1,
    "price_minor": 4,
    "currency": "EUR",
    "priority": 0,
}

NEW_AUDIENCE = {
    "name": "Who said a language",
    "criteria": [[{"trait": "native_language", "operator": "exists", "value": None}]],
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/feed"): person(),
    ("GET", "/api/v1/community-pages/{community_id}/projects"): anybody(
        parameters={"community_id": lambda world: world["community_id"]}
    ),
    ("GET", "/api/v1/me/kept-earnings"): person(),
    ("POST", f"{PROJECT}/next"): own(parameters=HERE),
    ("GET", f"{PROJECT}/progress"): own(parameters=HERE),
    ("GET", f"{PROJECT}/suggesting"): own(parameters=HERE),
    ("GET", ASSIGNMENT): own(),
    ("GET", f"{ASSIGNMENT}/aids"): own(),
    ("GET", f"{PROJECT}/pictures/{{picture}}/aids"): own(parameters=HERE),
    ("POST", f"{ASSIGNMENT}/suggestion"): own(),
    ("PUT", f"{ASSIGNMENT}/draft"): own(
        body=lambda world: {"revision": 0, "document": work.boxes(1)}
    ),
    ("POST", f"{ASSIGNMENT}/heartbeat"): own(),
    ("POST", f"{ASSIGNMENT}/submit"): own(
        creates=lambda world: {"document": work.boxes(1), "seconds_spent": 5}
    ),
    ("POST", f"{ASSIGNMENT}/skip"): own(body=lambda world: {"reason": "other", "note": ""}),
    ("POST", f"{ASSIGNMENT}/release"): own(),
    ("GET", f"{PROJECT}/batches"): staff(parameters=HERE),
    ("POST", f"{PROJECT}/batches"): staff(
        MANAGERS, parameters=HERE, creates=lambda world: NEW_BATCH
    ),
    ("GET", f"{PROJECT}/queue"): staff(scope="projects:read", parameters=HERE),
    ("GET", f"{PROJECT}/throughput"): staff(scope="projects:read", parameters=HERE),
    ("GET", f"{PROJECT}/leases"): staff(REVIEWERS, parameters=HERE),
    ("POST", f"{PROJECT}/leases/{{assignment_id}}/take-back"): staff(
        MANAGERS, parameters=HERE, body=lambda world: {"note": "It is the wrong picture."}
    ),
    ("GET", f"{PROJECT}/stuck-tasks"): staff(REVIEWERS, parameters=HERE),
    ("GET", f"{PROJECT}/tasks"): staff(REVIEWERS, parameters=HERE),
    ("GET", BATCH): staff(),
    ("POST", f"{BATCH}/open"): staff(MANAGERS, parameters=DRAFT),
    ("POST", f"{BATCH}/pause"): staff(MANAGERS, body=lambda world: {"reason": "Later."}),
    ("PUT", f"{BATCH}/pause"): staff(
        MANAGERS, body=lambda world: {"reason": "Later.", "resumes_at": None}
    ),
    ("PUT", f"{BATCH}/price"): staff(
        MANAGERS, parameters=DRAFT, body=lambda world: {"price_minor": 7, "gold_share": 0.2}
    ),
    ("GET", f"{BATCH}/overlap"): staff(),
    ("PUT", f"{BATCH}/overlap"): staff(
        MANAGERS, body=lambda world: {"overlap": 4, "before": world["work_batch"].overlap}
    ),
    ("PUT", f"{BATCH}/audience"): staff(MANAGERS, body=lambda world: {"audience_id": None}),
    ("POST", f"{BATCH}/resume"): staff(MANAGERS),
    ("POST", f"{BATCH}/drain"): staff(MANAGERS, body=lambda world: {"reason": "Enough."}),
    ("PUT", f"{BATCH}/schedule"): staff(
        MANAGERS, body=lambda world: {"opens_at": None, "closes_at": None}
    ),
    ("GET", f"{PROJECT}/audiences"): staff(parameters=HERE),
    ("POST", f"{PROJECT}/audiences"): staff(
        MANAGERS, parameters=HERE, creates=lambda world: NEW_AUDIENCE
    ),
    ("POST", f"{BATCH}/priority"): staff(MANAGERS, body=lambda world: {"priority": 2}),
    ("POST", f"{BATCH}/archive"): staff(MANAGERS, parameters=DRAFT),
}
