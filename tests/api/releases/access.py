"""Who may make releases, see them and take them away."""

from guildmark.buckets.models import Bucket
from guildmark.releases import queries
from tests.api.access import MANAGERS, OK, Access, World, person, staff
from tests.factories import consensus, quality, releases, work
from tests.factories.work import Workplace

PROJECT = "/api/v1/projects/{project_id}"
RELEASE = "/api/v1/releases/{release_id}"
READ, WRITE = "releases:read", "releases:write"


def _released(world: World) -> Workplace:
    """A project with a result to release."""
    place = work.workplace(items=1, organisation=world.organisation)
    return consensus.refreshed(consensus.labelled(place=place))


def _predictions_of_gold(world: World) -> dict[str, object]:
    """A form with predictions, for a project that has something to hold them against."""
    return {
        "name": f"Model {world['released_gold'].pk}",
        "format": "coco",
        "file": releases.predictions_file(world["release"]),
    }


def _annotator_of_gold(world: World) -> str:
    """Somebody who has answered what is known."""
    place, gold = world["released"], world["released_gold"]
    user = work.annotator(place)
    quality.bare_answer(place, gold, user)
    return user.pseudonym


MAKERS = {
    "released": _released,
    "released_gold": lambda world: quality.gold_item(world["released"]),
    "gold_pseudonym": _annotator_of_gold,
    "release": lambda world: releases.published(world["released"]),
    "release_id": lambda world: world["release"].pk,
    "ready_release_id": lambda world: releases.ready(world["released"]).pk,
    "building_release_id": lambda world: releases.asked_for(_released(world)).pk,
    "export_id": lambda world: releases.exported(world["release"]).pk,
}
MAKERS |= {
    "evaluation_id": lambda world: releases.evaluated(world["release"]).pk,
    "queued_evaluation_id": lambda world: releases.evaluation(world["release"], name="Q").pk,
    "queued_export_id": lambda world: releases.waiting_export(world["release"]).pk,
    "delivery_id": lambda world: (
        releases.delivery(
            queries.export(world["export_id"]), Bucket.objects.get(pk=world["bucket_id"])
        ).pk
    ),
    "pseudonym": lambda world: releases.pseudonyms(world["release"])[0],
    "position": lambda world: 0,
}
DELIVERIES = "/api/v1/exports/{export_id}/deliveries"
DELIVERY = "/api/v1/deliveries/{delivery_id}"
EVALUATION = "/api/v1/evaluations/{evaluation_id}"
_QUEUED = {"evaluation_id": lambda world: world["queued_evaluation_id"]}
_IN_PROJECT = {"project_id": lambda world: world["released"].project.pk}
_READY = {"release_id": lambda world: world["ready_release_id"]}
_BUILDING = {"release_id": lambda world: world["building_release_id"]}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/releases"): staff(scope=READ, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/releases"): staff(
        MANAGERS,
        scope=WRITE,
        parameters=_IN_PROJECT,
        creates=lambda world: {"version": "3.0", "note": "For the client."},
    ),
    ("POST", f"{PROJECT}/release-preview"): staff(
        MANAGERS, scope=WRITE, parameters=_IN_PROJECT, body=lambda world: {}
    ),
    ("GET", RELEASE): staff(scope=READ),
    ("GET", f"{RELEASE}/manifest"): staff(scope=READ),
    ("GET", f"{RELEASE}/difference/{{before_id}}"): staff(
        scope=READ, parameters={"before_id": lambda world: world["release"].pk}
    ),
    ("GET", f"{RELEASE}/items"): staff(scope=READ),
    ("GET", f"{RELEASE}/report"): staff(scope=READ),
    ("GET", f"{RELEASE}/items/{{position}}/picture"): staff(
        scope=READ, parameters={"position": lambda world: world["release"].items.get().position}
    ),
    ("POST", f"{RELEASE}/publish"): staff(MANAGERS, parameters=_READY),
    ("POST", f"{RELEASE}/withdraw"): staff(
        MANAGERS, body=lambda world: {"reason": "Wrong labels."}
    ),
    ("POST", f"{RELEASE}/discard"): staff(MANAGERS, parameters=_READY),
    ("POST", f"{RELEASE}/cancel"): staff(MANAGERS, scope=WRITE, parameters=_BUILDING),
    ("GET", "/api/v1/export-formats"): person().but(OTHER_KEY=OK, POOR_KEY=OK, KEY=OK),
    ("GET", f"{RELEASE}/exports"): staff(scope=READ),
    ("POST", f"{RELEASE}/exports"): staff(
        scope=READ, creates=lambda world: {"format": "coco", "has_pictures": False}
    ),
    ("GET", DELIVERIES): staff(MANAGERS, scope=WRITE),
    ("POST", DELIVERIES): staff(
        MANAGERS,
        scope=WRITE,
        creates=lambda world: {
            "bucket_id": world["bucket_id"],
            "prefix": "training/cards",
        },
    ),
    ("GET", DELIVERY): staff(MANAGERS, scope=WRITE),
    ("POST", f"{DELIVERY}/cancel"): staff(MANAGERS, scope=WRITE),
    ("GET", f"{RELEASE}/evaluations"): staff(scope=READ),
    ("POST", f"{RELEASE}/evaluations"): staff(
        scope=READ,
        is_form=True,
        creates=lambda world: {
            "name": "Model",
            "format": "coco",
            "file": releases.predictions_file(world["release"]),
        },
    ),
    ("GET", f"{PROJECT}/gold-evaluations"): staff(MANAGERS, scope=WRITE, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/gold-evaluations"): staff(
        MANAGERS, scope=WRITE, parameters=_IN_PROJECT, is_form=True, creates=_predictions_of_gold
    ),
    ("GET", f"{PROJECT}/gold-annotators"): staff(MANAGERS, scope=WRITE, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/gold-annotator-evaluations"): staff(
        MANAGERS,
        scope=WRITE,
        parameters=_IN_PROJECT,
        creates=lambda world: {"annotator": world["gold_pseudonym"]},
    ),
    ("GET", f"{RELEASE}/annotators"): staff(scope=READ),
    ("POST", f"{RELEASE}/annotator-evaluations"): staff(
        scope=READ, creates=lambda world: {"annotator": world["pseudonym"]}
    ),
    ("GET", EVALUATION): staff(scope=READ),
    ("POST", f"{EVALUATION}/cancel"): staff(MANAGERS, scope=WRITE, parameters=_QUEUED),
    ("GET", f"{EVALUATION}/figures"): staff(scope=READ),
    ("GET", f"{EVALUATION}/items"): staff(scope=READ),
    ("GET", f"{EVALUATION}/items/{{position}}"): staff(scope=READ),
    ("GET", f"{EVALUATION}/comparison"): staff(scope=READ),
    ("GET", f"{EVALUATION}/comparison.csv"): staff(scope=READ),
    ("GET", "/api/v1/exports/{export_id}"): staff(scope=READ),
    ("GET", "/api/v1/exports/{export_id}/download"): staff(scope=READ),
    ("POST", "/api/v1/exports/{export_id}/cancel"): staff(
        MANAGERS, scope=WRITE, parameters={"export_id": lambda world: world["queued_export_id"]}
    ),
}
