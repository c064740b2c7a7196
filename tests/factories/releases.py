"""Releases and exports, made by the actions and the workers' work."""

from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.releases import actions
from guildmark.releases.actions.building import build
from guildmark.releases.models import Export, Release
from tests.factories import consensus, datasets, work
from tests.factories.work import Workplace


def pictured_place(*, items: int = 2) -> Workplace:
    """A project with real pictures of 640 x 480 that three people have answered."""
    place = work.workplace()
    datasets.items(place.dataset, items, width_px=640, height_px=480)
    return consensus.labelled(place=place)


def ready(place: Workplace, *, version: str | None = None) -> Release:
    """A frozen release."""
    release = actions.create(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        version=version,
        note="",
        now=clock.now(),
    )
    build(release_id=release.pk, clock=clock.now)
    release.refresh_from_db()
    return release


def published(place: Workplace) -> Release:
    """One that clients see."""
    return actions.publish(actor_id=place.manager.pk, release_id=ready(place).pk, now=clock.now())


def exported(release: Release, format_key: str = "coco", *, has_pictures: bool = False) -> Export:
    """A written export."""
    export, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key=format_key,
        has_pictures=has_pictures,
        now=clock.now(),
    )
    actions.build_export(export_id=export.pk, clock=clock.now)
    export.refresh_from_db()
    return export


def items_of(place: Workplace) -> list[Item]:
    """The pictures of a project, by id."""
    return list(place.dataset.items.order_by("pk"))
