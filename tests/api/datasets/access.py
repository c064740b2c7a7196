"""Who may do what with datasets, items and imports."""

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.datasets import actions
from tests.api.access import MANAGERS, Access, World, staff
from tests.factories import datasets, pictures
from tests.factories.accounts import NOW

READ, WRITE = "datasets:read", "datasets:write"
DATASET = "/api/v1/datasets/{dataset_id}"
IMPORT = "/api/v1/imports/{import_id}"
UPLOAD = "/api/v1/uploads/{upload_id}"
TUS = {"Tus-Resumable": "1.0.0"}


def _file(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("coin.jpg", pictures.jpeg(), content_type="image/jpeg")}


def _list(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("list.csv", b"url\nhttps://example.org/a.jpg\n")}


def _import_with_file(world: World) -> int:
    return datasets.import_(world["dataset"], [("coin.jpg", pictures.jpeg())]).pk


def _upload(world: World) -> int:
    return actions.open_upload(
        import_id=world["import_id"], name="coin.jpg", byte_count=5, metadata={}, now=NOW
    ).pk


MAKERS = {
    "dataset": lambda world: datasets.dataset(world.organisation),
    "dataset_id": lambda world: world["dataset"].pk,
    "item": lambda world: datasets.item(world["dataset"]),
    "item_id": lambda world: world["item"].pk,
    "import_id": _import_with_file,
    "upload_id": _upload,
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/organisations/{organisation_id}/datasets"): staff(scope=READ),
    ("POST", "/api/v1/organisations/{organisation_id}/datasets"): staff(
        MANAGERS, scope=WRITE, creates=lambda world: {"name": "Coins"}
    ),
    ("GET", DATASET): staff(scope=READ),
    ("PATCH", DATASET): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"keeps_capture_time": True}
    ),
    ("GET", f"{DATASET}/items"): staff(scope=READ),
    ("POST", f"{DATASET}/items/exclude"): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"item_ids": [1], "reason": "other"}
    ),
    ("POST", f"{DATASET}/items/include"): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"item_ids": [1]}
    ),
    ("GET", f"{DATASET}/profile"): staff(scope=READ),
    ("GET", "/api/v1/items/{item_id}"): staff(scope=READ),
    ("GET", f"{DATASET}/imports"): staff(scope=READ),
    ("POST", f"{DATASET}/imports"): staff(MANAGERS, scope=WRITE, creates=lambda world: {}),
    ("GET", IMPORT): staff(scope=READ),
    ("GET", f"{IMPORT}/files"): staff(scope=READ),
    ("POST", f"{IMPORT}/url-list"): staff(MANAGERS, scope=WRITE, creates=_list, is_form=True),
    ("POST", f"{IMPORT}/files"): staff(MANAGERS, scope=WRITE, creates=_file, is_form=True),
    ("GET", f"{IMPORT}/uploads"): staff(scope=READ),
    ("POST", f"{IMPORT}/uploads"): staff(
        MANAGERS, scope=WRITE, creates=lambda world: {}, headers=TUS | {"Upload-Length": "5"}
    ),
    ("GET", UPLOAD): staff(MANAGERS, scope=WRITE),
    ("PATCH", UPLOAD): staff(MANAGERS, scope=WRITE),
    ("DELETE", UPLOAD): staff(MANAGERS, scope=WRITE, headers=TUS),
    ("PUT", f"{IMPORT}/bucket"): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"bucket_id": world["bucket_id"]}
    ),
    ("POST", f"{IMPORT}/start"): staff(MANAGERS, scope=WRITE),
    ("POST", f"{IMPORT}/cancel"): staff(MANAGERS, scope=WRITE),
}
