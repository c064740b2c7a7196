"""What came in later, as it does: a near twin, a dark and a blurred picture, a scan, a broken file.

The files go into an import that a worker reads; the labels wait for somebody to say what the
names of the file mean.
"""

import io
import json
from collections.abc import Iterator

import numpy as np
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from guildmark.core.clock import now
from guildmark.datasets.actions import add_import_file, create_import, start_import
from guildmark.datasets.models import Import, Item
from guildmark.demo.seed.staff import Staff
from guildmark.incoming.actions import Asked, request_label_import
from guildmark.incoming.models import LabelImport
from guildmark.projects.models import Project

SOURCE = "Museum of Coins, catalogue"
#: What the file calls what the project calls a coin of some kind.
NAME = "coin in the catalogue"
#: Levels of the scan's 16 bits for each of its 8.
STEPS = 200
PICTURES = 3
#: Standard deviation: no grain is left, and no edge.
BLUR_PX = 12


def let_arrive(project: Project, staff: Staff) -> None:
    """One import and one file of labels. Safe to call twice."""
    dataset = project.dataset
    if dataset is None or Import.objects.filter(dataset=dataset).exists():
        return
    items = list(dataset.items.order_by("pk")[:PICTURES])
    actor_id = staff.manager.pk
    made = create_import(actor_id=actor_id, dataset=dataset, now=now())
    for name, content in _files(items):
        upload = SimpleUploadedFile(name, content)
        add_import_file(import_id=made.pk, name=name, upload=upload, now=now())
    start_import(actor_id=actor_id, import_id=made.pk, now=now())
    request_label_import(
        actor_id=actor_id,
        project_id=project.pk,
        asked=Asked(LabelImport.Purpose.SUGGESTION, LabelImport.Format.COCO, SOURCE),
        upload=SimpleUploadedFile("catalogue.json", _labels(items)),
        now=now(),
    )


def _files(items: list[Item]) -> Iterator[tuple[str, bytes]]:
    twin, dark, scan = (_opened(item) for item in items)
    yield "again-but-smaller.jpg", _written(twin.resize((twin.width // 2, twin.height // 2)))
    yield "at-night.jpg", _written(dark.point(lambda level: level // 12))
    turned = dark.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    yield "out-of-focus.jpg", _written(turned.filter(ImageFilter.GaussianBlur(BLUR_PX)))
    levels = np.asarray(scan.convert("L"), dtype=np.uint16) * STEPS
    yield "scan.png", _written(Image.fromarray(levels), "PNG")
    yield "cut-off.jpg", _written(twin)[:2_000]


def _opened(item: Item) -> Image.Image:
    with default_storage.open(str(item.rendition)) as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def _written(image: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return out.getvalue()


def _labels(items: list[Item]) -> bytes:
    """COCO: one box in the middle of each picture."""
    images = [
        {"id": n, "file_name": item.name, "width": item.width_px, "height": item.height_px}
        for n, item in enumerate(items, start=1)
    ]
    annotations = [
        {
            "id": n,
            "image_id": n,
            "category_id": 1,
            "bbox": [item.width_px / 3, item.height_px / 3, item.width_px / 6, item.height_px / 6],
        }
        for n, item in enumerate(items, start=1)
    ]
    categories = [{"id": 1, "name": NAME}]
    return json.dumps(
        {"images": images, "annotations": annotations, "categories": categories}
    ).encode()
