"""The 67 photographs of playing cards with the boxes their makers drew (Pascal VOC)."""

from pathlib import Path
from xml.etree import ElementTree

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.core import clock
from guildmark.datasets import actions as dataset_actions
from guildmark.datasets.actions import ImportRun
from tests.factories import datasets, work
from tests.factories.work import Workplace

LABELS = ("nine", "ten", "jack", "queen", "king", "ace")
PHOTOGRAPHS, CARDS = 67, 143
Card = tuple[str, float, float, float, float]  # label, x, y, width, height


def drawn_by_makers(path: Path) -> list[Card]:
    """VOC counts pixels from 1 and includes the last one: (xmin - 1, ymin - 1) to (xmax, ymax)."""
    cards = []
    for thing in ElementTree.parse(path).iter("object"):  # noqa: S314 -- samples of our own
        left, top, right, bottom = (
            float(thing.findtext(f"bndbox/{side}", "nan"))
            for side in ("xmin", "ymin", "xmax", "ymax")
        )
        name = thing.findtext("name", "")
        cards.append((name, left - 1, top - 1, right - left + 1, bottom - top + 1))
    return cards


def place() -> Workplace:
    """A project whose labels are the six cards."""
    made = work.workplace()
    label = made.project.schema_versions.get().definition["labels"][0]
    made.project.schema_versions.update(
        definition={
            "version": 1,
            "labels": [{**label, "key": key, "name": key.title()} for key in LABELS],
            "questions": [],
        }
    )
    return made


def bring(to: Workplace, folder: Path) -> None:
    """Every photograph through an import, as a worker reads it."""
    made = datasets.import_(to.dataset)
    for path in sorted(one for one in folder.iterdir() if one.suffix.lower() != ".xml"):
        upload = SimpleUploadedFile(path.name, path.read_bytes())
        dataset_actions.add_import_file(
            import_id=made.pk, name=path.name, upload=upload, now=clock.now()
        )
    dataset_actions.start_import(actor_id=to.manager.pk, import_id=made.pk, now=clock.now())
    while dataset_actions.run_import(import_id=made.pk, clock=clock.now) is ImportRun.MORE:
        pass
