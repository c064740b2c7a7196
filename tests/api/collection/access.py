"""Who may ask for pictures, send them, see them and review them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.collection.models import Asset, Brief
from tests.api.access import MANAGERS, REVIEWERS, Access, World, own, person, staff
from tests.factories import accounts, collection, communities

PROJECT = "/api/v1/projects/{project_id}"
ASSET = "/api/v1/collected/{asset_id}"
READ, WRITE = "projects:read", "projects:write"


def _brief(world: World) -> Brief:
    """A brief whose permission the annotator has signed."""
    brief = collection.brief(world.organisation, world.annotator)
    collection.sign(brief, world.annotator)
    return brief


def _picture(world: World) -> dict[str, object]:
    file = SimpleUploadedFile("mug.jpg", collection.photo(7), content_type="image/jpeg")
    return {"file": file, "stratum_id": world["brief"].strata.get(name="Outdoors").pk}


def _others_asset(world: World) -> Asset:
    """A picture of somebody else that waits for the annotator's review."""
    brief = collection.brief(world.organisation, world.annotator, reviews_wanted=1)
    sender = accounts.person()
    assert brief.project.community is not None
    communities.member(brief.project.community, user=sender)
    collection.sign(brief, sender)
    return collection.send(brief, sender)


MAKERS = {
    "others_asset": _others_asset,
    "brief": _brief,
    "asset_id": lambda world: collection.send(world["brief"], world.annotator).pk,
}
_HERE = {"project_id": lambda world: world["brief"].project_id}
_OF_OTHERS = {"project_id": lambda world: world["others_asset"].brief.project_id}
_SEEN = staff(REVIEWERS).but(ANNOTATOR=200)

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/collection"): staff(scope=READ, parameters=_HERE),
    ("PUT", f"{PROJECT}/collection"): staff(
        MANAGERS,
        scope=WRITE,
        parameters=_HERE,
        body=lambda world: {"body": "Photograph mugs.", "strata": []},
    ),
    ("GET", f"{PROJECT}/collected"): staff(REVIEWERS, parameters=_HERE),
    ("POST", f"{ASSET}/accept"): staff(REVIEWERS),
    ("POST", f"{ASSET}/reject"): staff(
        REVIEWERS, body=lambda world: {"reason_code": "off_brief", "note": "No mug."}
    ),
    ("GET", f"{PROJECT}/reviewing"): own(parameters=_OF_OTHERS),
    ("POST", f"{ASSET}/review"): own(
        parameters={"asset_id": lambda world: world["others_asset"].pk},
        body=lambda world: {"is_accepted": True},
    ),
    ("GET", "/api/v1/me/collecting"): person(),
    ("GET", "/api/v1/collections"): person(),
    ("GET", f"{PROJECT}/collecting"): own(parameters=_HERE),
    ("POST", f"{PROJECT}/collecting/sign"): own(parameters=_HERE, body=lambda world: {"number": 1}),
    ("POST", f"{PROJECT}/collecting/withdraw"): own(parameters=_HERE),
    ("GET", f"{PROJECT}/my-collected"): own(parameters=_HERE),
    ("POST", f"{PROJECT}/my-collected"): own(parameters=_HERE, creates=_picture, is_form=True),
    ("POST", f"{ASSET}/withdraw"): own(),
    ("GET", f"{ASSET}/picture"): _SEEN,
    ("GET", f"{ASSET}/thumbnail"): _SEEN,
}
