"""A release that leaves people out says nothing of any of them, nor do older ones any more."""

import hashlib
import importlib
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from guildmark.releases import queries
from guildmark.releases.freezing import manifest_bytes
from guildmark.releases.models import Release
from tests.factories import consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
LEFT_OUT = {"people": "left_out"}


@pytest.fixture
def place() -> Workplace:
    """Four pictures, each answered by three people, and judged."""
    return consensus.refreshed(consensus.labelled(items=4))


def _served(release: Release) -> bytes:
    """The manifest as the door gives it."""
    assert release.manifest is not None
    return b"".join(manifest_bytes(release.manifest, queries.manifest_rows(release.pk)))


def _manifests() -> list[tuple[int, object, str]]:
    return list(Release.objects.order_by("pk").values_list("pk", "manifest", "manifest_sha256"))


def test_a_manifest_tells_of_nobody_how_they_agree(place: Workplace) -> None:
    for release in (releases.ready(place), releases.ready(place, plan=LEFT_OUT)):
        run = release.consensus_run
        assert run is not None
        assert run.agreement is not None
        assert release.manifest is not None
        told = release.manifest["release"]["agreement"]

        assert len(run.agreement["annotators"]) == len(run.agreement["pairs"]["people"]) == 3
        of_people = {"annotators", "pairs"}
        assert told == {key: run.agreement[key] for key in run.agreement.keys() - of_people}


def test_a_manifest_of_before_tells_of_nobody_and_has_the_checksum_of_what_it_says(
    place: Workplace,
) -> None:
    named, unnamed = releases.ready(place), releases.ready(place, plan=LEFT_OUT)
    before = _manifests()
    assert unnamed.manifest is not None
    unnamed.manifest["release"]["agreement"]["annotators"] = [{"annotator_id": 7}]
    unnamed.manifest_sha256 = "of what it said"
    unnamed.save()
    exports = [releases.exported(unnamed), releases.exported(named)]
    file = str(exports[0].file)
    with default_storage.open(file) as archive:
        told = zipfile.ZipFile(io.BytesIO(archive.read())).read("manifest.json")
    assert b"annotator_id" in told

    migration = importlib.import_module("guildmark.releases.migrations.0014_people_left_out")
    loader = MigrationLoader(connection, replace_migrations=False)
    state = loader.project_state(("releases", "0014_people_left_out"))
    for _ in range(2):
        with connection.schema_editor() as editor:
            migration.leave_people_out(state.apps, editor)

    assert _manifests() == before
    for release in (named, unnamed):
        release.refresh_from_db()
        assert hashlib.sha256(_served(release)).hexdigest() == release.manifest_sha256
    for export in exports:
        export.refresh_from_db()
    assert [(one.state, one.error_code, bool(one.file)) for one in exports] == [
        ("failed", "people_told", False),
        ("done", "", True),
    ]
    assert releases.exported(unnamed).pk != exports[0].pk
