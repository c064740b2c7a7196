"""An export put into a bucket: moto's server, on this machine."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override

from guildmark.buckets import actions as bucket_actions
from guildmark.buckets.answers import ListedObject, Page
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.core.asking import AskRefused
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.releases import actions, sending
from guildmark.releases.actions import delivering
from guildmark.releases.errors import DeliveryEnded, ExportNotReady
from guildmark.releases.models import Delivery, Export, Release
from tests.factories import buckets, consensus, releases
from tests.factories.buckets import BucketServer
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
FOLDER = "training/cards"


@pytest.fixture
def place() -> Workplace:
    """Two pictures that three people have answered."""
    return consensus.labelled(items=2)


@pytest.fixture
def export(place: Workplace) -> Export:
    """A release as COCO."""
    return releases.exported(releases.published(place))


@pytest.fixture
def client(bucket_place: BucketServer) -> BucketClient:
    """An empty bucket."""
    return bucket_place.filled()


@pytest.fixture
def bucket(place: Workplace, client: BucketClient) -> Bucket:
    """The same as the organisation knows it."""
    return buckets.bucket(place.organisation, client)


def requested(export: Export, bucket: Bucket, prefix: str = FOLDER) -> Delivery:
    return releases.delivery(export, bucket, prefix)


def delivered(export: Export, bucket: Bucket, prefix: str = FOLDER) -> Delivery:
    made = requested(export, bucket, prefix)
    actions.deliver(delivery_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


def contents(client: BucketClient) -> dict[str, bytes]:
    return {
        one.key: b"".join(client.read(one.key, most_bytes=1 << 24))
        for one in client.page(prefix="").objects
    }


def members(export: Export) -> dict[str, bytes]:
    with default_storage.open(str(export.file.name)) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_file_of_an_export_is_an_object_of_the_bucket(
    export: Export, bucket: Bucket, client: BucketClient
) -> None:
    made = delivered(export, bucket)

    assert (made.state, made.error_detail) == (Operation.State.DONE, "")
    expected = members(export)
    assert made.folder == f"{FOLDER}/{export.folder_name}"
    assert contents(client) == {f"{made.folder}/{name}": held for name, held in expected.items()}
    assert (made.sent_count, made.kept_count) == (len(expected), 0)
    assert made.byte_count == sum(map(len, expected.values()))
    assert (made.progress_done, made.progress_total) == (len(expected), len(expected))
    names = Event.objects.filter(name__startswith="delivery.").order_by("pk")
    assert list(names.values_list("name", flat=True)) == ["delivery.requested", "delivery.finished"]


def test_sent_again_it_sends_what_is_missing_or_other_and_nothing_else(
    export: Export, bucket: Bucket, client: BucketClient
) -> None:
    first = delivered(export, bucket)
    gone, other = list(members(export))[:2]
    buckets.remove(client, f"{first.folder}/{gone}")
    size = len(members(export)[other])
    buckets.write(client, f"{first.folder}/{other}", b"x" * size)

    again = delivered(export, bucket)

    assert again.pk != first.pk
    assert (again.sent_count, again.kept_count) == (2, first.sent_count - 2)
    assert contents(client) == {
        f"{first.folder}/{name}": held for name, held in members(export).items()
    }


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> int:
    """Every file of more than 300 bytes goes in pieces of 300."""
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)
    monkeypatch.setattr(sending, "MOST_AT_ONCE_BYTES", 300)
    monkeypatch.setattr(sending, "PIECE_BYTES", 300)
    return 300


def test_large_files_go_in_pieces_and_are_known_again(
    export: Export, bucket: Bucket, client: BucketClient, small_pieces: int
) -> None:
    expected = members(export)
    assert max(map(len, expected.values())) > 3 * small_pieces
    assert min(map(len, expected.values())) <= small_pieces

    first = delivered(export, bucket)
    again = delivered(export, bucket)

    assert (first.state, first.error_detail) == (Operation.State.DONE, "")
    assert contents(client) == {f"{first.folder}/{name}": held for name, held in expected.items()}
    assert (first.sent_count, first.byte_count) == (
        len(expected),
        sum(map(len, expected.values())),
    )
    assert (again.sent_count, again.kept_count) == (0, len(expected))


def test_what_was_sent_at_once_is_known_when_it_would_go_in_pieces(
    export: Export, bucket: Bucket, request: pytest.FixtureRequest
) -> None:
    first = delivered(export, bucket)
    request.getfixturevalue("small_pieces")

    again = delivered(export, bucket)

    assert (again.sent_count, again.kept_count) == (0, first.sent_count)


def test_a_worker_goes_on_with_the_piece_at_which_the_last_one_ended(
    export: Export,
    bucket: Bucket,
    client: BucketClient,
    small_pieces: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[str, int]] = []
    write_piece = BucketClient.write_piece

    def counted(
        self: BucketClient, key: str, upload: str, number: int, *rest: Any, **more: Any
    ) -> str:
        if len(sent) == 2:
            sent.append((key, 0))
            raise AskRefused("url_refused", "The line is cut.")
        sent.append((key, number))
        return write_piece(self, key, upload, number, *rest, **more)

    monkeypatch.setattr(BucketClient, "write_piece", counted)
    failed = delivered(export, bucket)
    assert (failed.state, [number for _, number in sent]) == (Operation.State.FAILED, [1, 2, 0])

    done = delivered(export, bucket)

    assert (done.state, done.error_detail) == (Operation.State.DONE, "")
    key = sent[0][0]
    assert [number for name, number in sent if name == key][3:4] == [3]
    assert len({*sent}) == len(sent)
    assert contents(client) == {
        f"{done.folder}/{name}": held for name, held in members(export).items()
    }


def test_an_object_whose_putting_together_was_not_heard_of_is_there(
    export: Export,
    bucket: Bucket,
    client: BucketClient,
    small_pieces: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.PAUSES_SECONDS", (0.0, 0.0))
    put_together = BucketClient.put_together
    asked: list[str] = []

    def unheard(self: BucketClient, key: str, *rest: Any) -> None:  # Any: as `put_together`
        asked.append(key)
        if asked.count(key) > 1:
            raise AskRefused("upload_missing", "It is not there any more.")
        put_together(self, key, *rest)
        raise AskRefused("url_unreachable", "The line is cut.")

    monkeypatch.setattr(BucketClient, "put_together", unheard)
    done = delivered(export, bucket)

    assert (done.state, done.error_detail) == (Operation.State.DONE, "")
    assert asked
    assert len(asked) == 2 * len({*asked})
    assert contents(client) == {
        f"{done.folder}/{name}": held for name, held in members(export).items()
    }


@pytest.mark.parametrize("times", [1, 2])
def test_an_upload_that_the_bucket_gave_up_is_begun_anew_once(
    export: Export,
    bucket: Bucket,
    client: BucketClient,
    small_pieces: int,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
) -> None:
    put_together = BucketClient.put_together
    uploads: list[str] = []
    keys: list[str] = []

    def given_up(self: BucketClient, key: str, upload: str, marks: list[str]) -> None:
        uploads.append(upload)
        keys.append(key)
        if len(uploads) <= times:
            buckets.give_up(self, key, upload)
            raise AskRefused("upload_missing", "It is not there any more.")
        put_together(self, key, upload, marks)

    monkeypatch.setattr(BucketClient, "put_together", given_up)
    made = delivered(export, bucket)

    assert uploads[0] != uploads[1]
    ends = {1: (Operation.State.DONE, ""), 2: (Operation.State.FAILED, "upload_missing")}
    assert (made.state, made.error_code) == ends[times]
    whole = {f"{made.folder}/{name}": held for name, held in members(export).items()}
    order = list(whole)
    arrived = {1: order, 2: order[: order.index(keys[0])]}[times]
    assert contents(client) == {key: whole[key] for key in arrived}


def test_a_long_one_is_left_to_the_next_worker_which_goes_on(
    export: Export, bucket: Bucket, client: BucketClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = requested(export, bucket)
    monkeypatch.setattr(delivering, "SITTING", -delivering.SITTING)

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, len(contents(client))) == (Operation.State.RUNNING, 1)
    monkeypatch.undo()
    actions.deliver(delivery_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    total = len(members(export))
    assert (made.state, made.sent_count, made.kept_count) == (Operation.State.DONE, total, 0)
    assert made.byte_count == sum(map(len, members(export).values()))
    assert len(contents(client)) == total


def test_what_an_earlier_sitting_sent_is_not_looked_at_again(
    export: Export, bucket: Bucket, client: BucketClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a bucket names objects otherwise than by their MD5, they would all be sent again."""
    made = requested(export, bucket)
    monkeypatch.setattr(delivering, "SITTING", -delivering.SITTING)
    written = []
    whole = BucketClient.write

    def write(self: BucketClient, key: str, *of: Any, **asked: Any) -> None:  # Any: as `write`
        written.append(key)
        whole(self, key, *of, **asked)

    monkeypatch.setattr(BucketClient, "write", write)
    monkeypatch.setattr(sending, "_copied", other_mark(sending._copied))
    for _ in members(export):
        actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, made.progress_done) == (Operation.State.DONE, len(members(export)))
    assert written == [f"{made.folder}/{name}" for name in members(export)]


def other_mark(whole: Callable[..., str]) -> Callable[..., str]:
    """The part is copied, and what it is called is not what the bucket calls it."""

    def copied(*of: object) -> str:
        whole(*of)
        return "of another kind"

    return copied


def test_a_bucket_that_asks_for_patience_once_is_asked_again(
    export: Export, bucket: Bucket, client: BucketClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.PAUSES_SECONDS", (0.0, 0.0))
    for name in ("page", "write"):
        monkeypatch.setattr(BucketClient, name, busy_once(getattr(BucketClient, name)))

    made = delivered(export, bucket)

    assert (made.state, made.sent_count) == (Operation.State.DONE, len(members(export)))
    assert contents(client) == {
        f"{made.folder}/{name}": held for name, held in members(export).items()
    }


def busy_once(whole: Callable[..., Any]) -> Callable[..., Any]:  # Any: as the method of the client
    """It says that it is busy, reads what it is given all the same, and does it the second time."""
    asked = []

    def method(client: BucketClient, *of: Any, **values: Any) -> Any:
        asked.append(of)
        if len(asked) == 1:
            for content in of[1:]:
                content.read()
            raise AskRefused("bucket_busy", "Later.")
        return whole(client, *of, **values)

    return method


def test_projects_of_one_name_do_not_overwrite_each_other(
    place: Workplace, bucket: Bucket, client: BucketClient
) -> None:
    exports = [releases.exported(releases.published(one)) for one in (place, twin(place))]

    made = [delivered(export, bucket) for export in exports]

    assert exports[0].file_stem == exports[1].file_stem == "dataset-1.0-coco"
    assert contents(client) == {
        f"{one.folder}/{name}": held
        for one, export in zip(made, exports, strict=True)
        for name, held in members(export).items()
    }


def twin(place: Workplace) -> Workplace:
    """Another project of the organisation; both have names without Latin letters."""
    other = consensus.labelled(items=1)
    for name, one in (("カード", place), ("絵", other)):
        Project.objects.filter(pk=one.project.pk).update(name=name)
    Project.objects.update(organisation=place.organisation)
    return other


def test_an_export_with_pictures_waits_for_no_other(client: BucketClient) -> None:
    place = releases.pictured_place()
    bucket, release = buckets.bucket(place.organisation, client), releases.published(place)
    bare = releases.exported(release)
    pictured = releases.exported(release, has_pictures=True)

    first, second = requested(bare, bucket), requested(pictured, bucket)

    assert (first.export, second.export) == (bare, pictured)


def test_a_bucket_that_is_given_another_key_or_removed_is_asked_as_it_is_now(
    place: Workplace, export: Export, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "REPORT_EVERY", 1)
    keys = []
    whole = BucketClient.write

    def write(self: BucketClient, *of: Any, **asked: Any) -> None:  # Any: as `write`
        keys.append(self.access_key_id)
        whole(self, *of, **asked)
        if len(keys) == 1:
            Bucket.objects.update(access_key_id="ANOTHER")
        if len(keys) == 2:
            Bucket.objects.all().delete()

    monkeypatch.setattr(BucketClient, "write", write)
    made = delivered(export, bucket)

    assert keys == [buckets.KEY_ID, "ANOTHER"]
    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_removed")


def test_a_folder_without_end_is_left(
    export: Export, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_PAGES", 3)
    keys = iter(range(100))

    def page(self: BucketClient, *, prefix: str, after: str) -> Page:
        return Page((ListedObject(f"{prefix}{next(keys):03}", 1, ""),), is_last=False)

    monkeypatch.setattr(BucketClient, "page", page)
    made = delivered(export, bucket)

    assert (made.state, made.error_code, next(keys)) == (
        Operation.State.FAILED,
        "too_many_objects",
        3,
    )


def test_the_report_goes_as_one_object(
    place: Workplace, bucket: Bucket, client: BucketClient
) -> None:
    export = releases.exported(releases.ready(place), Export.REPORT)

    made = delivered(export, bucket, prefix="")

    (key,) = contents(client)
    assert key == f"{export.folder_name}/{export.file_stem}.pdf"
    assert made.byte_count == export.byte_count


def test_a_bucket_that_is_not_there_or_lets_nobody_in_ends_it_with_the_reason(
    place: Workplace, export: Export, bucket_place: BucketServer
) -> None:
    missing = buckets.bucket(place.organisation, bucket_place.client("nowhere-at-all"))

    made = delivered(export, missing)

    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_missing")
    assert made.error_detail == "There is no bucket of this name."


def test_a_bucket_that_was_forgotten_ends_what_waits(
    place: Workplace, export: Export, bucket: Bucket
) -> None:
    made = requested(export, bucket)
    bucket_actions.remove_bucket(
        actor_id=place.manager.pk,
        organisation_id=place.organisation.pk,
        bucket_id=bucket.pk,
        now=clock.now(),
    )

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_removed")
    assert made.error_detail == "The bucket was removed here."


def _take_back_a_picture(release: Release) -> None:
    actions.recall_exports(item_id=release.items.order_by("position")[0].item_id, now=clock.now())


def _withdraw(release: Release) -> None:
    actions.withdraw(
        actor_id=release.created_by_id, release_id=release.pk, reason="Wrong.", now=clock.now()
    )


def _lose_the_files(release: Release) -> None:
    for export in release.exports.order_by("pk"):
        default_storage.delete(str(export.file.name))


@pytest.mark.parametrize(
    ("end", "format_key", "english", "spanish"),
    [
        (_take_back_a_picture, "coco", "Somebody took a picture", "Alguien retiró una imagen"),
        (_withdraw, Export.REPORT, "The release was withdrawn", "La entrega se retiró"),
        (
            _lose_the_files,
            "coco",
            "The file of this export is gone",
            "El archivo de esta exportación ya no está",
        ),
    ],
)
def test_an_export_that_was_taken_back_is_sent_no_further_and_says_why(
    client: BucketClient,
    end: Callable[[Release], None],
    format_key: str,
    english: str,
    spanish: str,
    django_capture_on_commit_callbacks: Any,  # pytest-django names no type for it
) -> None:
    place = releases.pictured_place()
    bucket = buckets.bucket(place.organisation, client)
    release = releases.published(place)
    made = requested(releases.exported(release, format_key, has_pictures=True), bucket)
    with django_capture_on_commit_callbacks(execute=True):
        end(release)

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "export_gone")
    with override("es"):
        said = [made.error_detail, told(made.error_detail)]
    for text, begin in zip(said, (english, spanish), strict=True):
        assert text.startswith(begin)
        assert made.folder in text
        assert bucket.name in text
    assert contents(client) == {}
    anew = releases.exported(release, format_key, has_pictures=True)
    assert (anew.pk == made.export_id, delivered(anew, bucket).state) == (False, "done")


def test_asking_twice_while_one_waits_gives_the_same_one_and_a_cancelled_one_sends_nothing(
    export: Export, bucket: Bucket, client: BucketClient
) -> None:
    first, again = requested(export, bucket), requested(export, bucket)
    for _ in range(2):
        actions.cancel_delivery(
            actor_id=export.created_by_id, delivery_id=first.pk, now=clock.now()
        )
    actions.deliver(delivery_id=first.pk, clock=clock.now)

    first.refresh_from_db()
    assert again.pk == first.pk
    assert (first.state, contents(client)) == (Operation.State.CANCELLED, {})
    done = delivered(export, bucket)
    with pytest.raises(DeliveryEnded):
        actions.cancel_delivery(actor_id=export.created_by_id, delivery_id=done.pk, now=clock.now())


def test_a_bucket_of_somebody_else_is_not_found_and_a_waiting_export_not_sent(
    place: Workplace, export: Export, bucket: Bucket
) -> None:
    theirs = buckets.bucket()
    waiting, _ = actions.request_export(
        actor_id=place.manager.pk,
        release_id=export.release_id,
        format_key="csv",
        has_pictures=False,
        now=clock.now(),
    )

    with pytest.raises(NotFound):
        requested(export, theirs)
    with pytest.raises(ExportNotReady):
        requested(waiting, bucket)
    assert not Delivery.objects.exists()


def test_the_manifest_is_whole_in_the_bucket(
    export: Export, bucket: Bucket, client: BucketClient
) -> None:
    made = delivered(export, bucket)

    manifest = json.loads(contents(client)[f"{made.folder}/manifest.json"])

    assert manifest == json.load(io.BytesIO(members(export)["manifest.json"]))
