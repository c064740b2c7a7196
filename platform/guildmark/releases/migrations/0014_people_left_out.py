"""Manifests of releases that leave people out told how each annotator agrees, by their id.

They tell it no more, their checksums are of what they say now, and files that were made of such a
release end: they can be made anew.
"""

import hashlib
from functools import partial

import orjson
from django.apps.registry import Apps
from django.core.files.storage import default_storage
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.utils import timezone


def leave_people_out(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Release by release: most have nothing to leave out."""
    releases = apps.get_model("releases", "Release").objects.filter(
        plan__people="left_out", manifest__release__agreement__has_key="annotators"
    )
    for release in releases.order_by("pk").select_for_update():
        del release.manifest["release"]["agreement"]["annotators"]
        release.save(update_fields=["manifest"])
        release.refresh_from_db(fields=["manifest"])  # what is hashed is what will be served
        release.manifest_sha256 = _sha256(release)
        release.save(update_fields=["manifest_sha256"])
        for export in release.exports.filter(state__in=["queued", "running", "done"]):
            _end(export)
            apps.get_model("events", "Event").objects.create(
                name="export.recalled",
                payload={"export_id": export.pk, "release_id": release.pk},
                organisation_id=release.organisation_id,
                occurred_at=timezone.now(),
            )


def _sha256(release: models.Model) -> str:
    """Of the bytes that `/releases/{id}/manifest` serves."""
    digest = hashlib.sha256(_canonical(release.manifest)[:-1] + b',"items":[')
    rows = release.items.order_by("position").values(
        "position", "sha256", "split", name=F("item__name"), picture=F("item__rendition_sha256")
    )
    separator = b"\n"
    for row in rows.iterator(chunk_size=2000):
        digest.update(separator + _canonical(row))
        separator = b",\n"
    digest.update(b"\n]}\n")
    return digest.hexdigest()


def _canonical(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _end(export: models.Model) -> None:
    """A worker that is writing one loses it at its next report."""
    # Here: whoever looks for migrations would load all actions of releases.
    from guildmark.releases.actions.recalling import _PEOPLE_DETAIL, PEOPLE_TOLD

    name = str(export.file)
    export.state, export.finished_at = "failed", timezone.now()
    export.error_code, export.error_detail = PEOPLE_TOLD, _PEOPLE_DETAIL
    export.file, export.byte_count, export.sha256 = "", 0, ""
    export.save()
    if name:
        transaction.on_commit(partial(default_storage.delete, name))


class Migration(migrations.Migration):
    """Data alone; there is no way back, and none is needed."""

    dependencies = [("releases", "0013_what_is_wrong"), ("events", "0001_initial")]

    operations = [migrations.RunPython(leave_people_out, migrations.RunPython.noop)]
