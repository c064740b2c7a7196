"""Who may bring labels: managers, for labels may be known answers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.access import MANAGERS, Access, World, staff
from tests.factories import incoming, work
from tests.factories.incoming import BOX

PROJECT = "/api/v1/projects/{project_id}"
IMPORT = "/api/v1/label-imports/{label_import_id}"
WRITE = "projects:write"


def _read(world: World) -> int:
    place = world["labelled_place"]
    return incoming.ran(incoming.asked(place, incoming.coco({"a.jpg": [BOX]}))).pk


def _form(world: World) -> dict[str, object]:
    file = SimpleUploadedFile("labels.json", incoming.coco({"b.jpg": [BOX]}))
    return {"purpose": "gold", "format": "coco", "source_name": "An agency", "file": file}


MAKERS = {
    "labelled_place": lambda world: work.workplace(items=1, organisation=world.organisation),
    "label_import_id": _read,
}
_IN_PROJECT = {"project_id": lambda world: world["labelled_place"].project.pk}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/label-imports"): staff(MANAGERS, scope=WRITE, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/label-imports"): staff(
        MANAGERS, scope=WRITE, parameters=_IN_PROJECT, is_form=True, creates=_form
    ),
    ("POST", f"{PROJECT}/label-parcels"): staff(
        MANAGERS,
        scope=WRITE,
        parameters=_IN_PROJECT,
        creates=lambda world: {"fingerprint": "labels.zip 9 5"},
    ),
    ("GET", f"{PROJECT}/suggestion-effect"): staff(MANAGERS, scope=WRITE, parameters=_IN_PROJECT),
    ("GET", IMPORT): staff(MANAGERS, scope=WRITE),
    ("GET", f"{IMPORT}/refusals"): staff(MANAGERS, scope=WRITE),
    ("POST", f"{IMPORT}/start"): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"mapping": {"coin": "coin"}}
    ),
    ("POST", f"{IMPORT}/cancel"): staff(MANAGERS, scope=WRITE),
}
