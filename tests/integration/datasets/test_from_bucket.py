"""Pictures out of a bucket: listed page by page, read by key, each with what became of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from guildmark.buckets.answers import ListedObject, Page
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.core.asking import AskRefused
from guildmark.core.errors import NotFound
from guildmark.datasets import actions, queries
from guildmark.datasets.actions.running import ImportRun, run_import
from guildmark.datasets.errors import ImportClosed
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.models import Dataset, Import, Item
from guildmark.events.models import Event
from tests.factories import accounts, buckets, datasets, pictures
from tests.factories.accounts import NOW
from tests.factories.buckets import BucketServer, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.PAUSES_SECONDS", (0.0, 0.0))


def started(into: Dataset, client: BucketClient, prefix: str = "") -> Import:
    """An import of a bucket, started."""
    made = datasets.import_(into)
    bucket = buckets.bucket(into.organisation, client)
    return restarted(made, bucket.pk, prefix)


def restarted(made: Import, bucket_id: int, prefix: str = "") -> Import:
    """An import of a bucket that is known, started."""
    bucket = Bucket.objects.get(pk=bucket_id)
    actions.set_bucket_source(import_id=made.pk, bucket=bucket, prefix=prefix, now=NOW)
    actor_id = datasets.owner_id(made.dataset.organisation)
    return actions.start_import(actor_id=actor_id, import_id=made.pk, now=NOW)


def outcomes(of_import: Import) -> dict[str, tuple[str, str]]:
    """State and reason of each object, by key."""
    rows = of_import.files.order_by("pk").values_list("object_key", "state", "refusal_code")
    return {key: (state, code) for key, state, code in rows}


def test_objects_become_items_and_each_other_one_has_its_reason(
    bucket_place: BucketServer,
) -> None:
    into = datasets.dataset()
    bucket = bucket_place.filled(
        {
            "in/a b.jpg": pictures.jpeg(1),
            "in/deep/c.png": pictures.png(2),
            "in/deep/": b"",
            "in/again.jpg": pictures.jpeg(1),
            "in/notes.txt": b"words, " * 200,
            "in/empty.jpg": b"",
            "out/d.jpg": pictures.jpeg(4),
        }
    )
    running = started(into, bucket, "in/")

    ended = run_import(import_id=running.pk, clock=clock.now)

    running = queries.import_(running.pk)
    assert (ended, running.state) == (ImportRun.ENDED, "done")
    assert outcomes(running) == {
        "in/a b.jpg": ("imported", ""),
        "in/again.jpg": ("duplicate", ""),
        "in/deep/c.png": ("imported", ""),
        "in/empty.jpg": ("refused", "empty_file"),
        "in/notes.txt": ("refused", "not_a_picture"),
    }
    assert (running.progress_done, running.progress_total) == (5, 5)
    assert (running.item_count, running.duplicate_count, running.refused_count) == (2, 1, 2)
    items = Item.objects.filter(dataset=into).order_by("name").values_list("name", "metadata")
    assert list(items) == [("a b.jpg", {}), ("c.png", {"folder": "deep"})]


def test_a_second_import_reads_only_what_is_new_or_changed(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = datasets.dataset()
    bucket = bucket_place.filled({"a.jpg": pictures.jpeg(1), "b.jpg": pictures.jpeg(2)})
    first = started(into, bucket)
    run_import(import_id=first.pk, clock=clock.now)
    write(bucket, "b.jpg", pictures.jpeg(3))
    write(bucket, "c.jpg", pictures.jpeg(4))
    source = queries.bucket_source(first.pk)
    assert source is not None
    second = restarted(datasets.import_(into), source.bucket_id or 0)
    read = []
    whole = BucketClient.read

    def reading(self: BucketClient, key: str, **asked: Any) -> Iterator[bytes]:  # Any: as `read`
        read.append(key)
        return whole(self, key, **asked)

    monkeypatch.setattr(BucketClient, "read", reading)
    run_import(import_id=second.pk, clock=clock.now)

    states = {key: state for key, (state, _) in outcomes(second).items()}
    assert read == ["b.jpg", "c.jpg"]
    assert states == {"a.jpg": "duplicate", "b.jpg": "imported", "c.jpg": "imported"}
    assert Item.objects.filter(dataset=into).count() == 4


def test_a_listing_that_was_cut_off_goes_on_after_its_last_key(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = datasets.dataset()
    bucket = bucket_place.filled({f"{name}.jpg": pictures.jpeg(n) for n, name in enumerate("abc")})
    running = started(into, bucket)
    monkeypatch.setattr("guildmark.buckets.client.PAGE_OBJECTS", 2)
    asked = []
    whole = BucketClient.page

    def page(self: BucketClient, *, prefix: str, after: str = "") -> object:
        asked.append(after)
        if len(asked) == 2:
            raise KeyboardInterrupt  # the worker is killed
        return whole(self, prefix=prefix, after=after)

    monkeypatch.setattr(BucketClient, "page", page)
    with pytest.raises(KeyboardInterrupt):
        run_import(import_id=running.pk, clock=clock.now)
    run_import(import_id=running.pk, clock=clock.now)

    done = queries.import_(running.pk)
    assert asked == ["", "b.jpg", "b.jpg"]
    assert (done.state, done.progress_done, done.progress_total) == ("done", 3, 3)
    assert list(outcomes(done)) == ["a.jpg", "b.jpg", "c.jpg"]


def test_an_import_that_is_cancelled_while_it_is_listed_ends(bucket_place: BucketServer) -> None:
    into = datasets.dataset()
    running = started(into, bucket_place.filled({"a.jpg": pictures.jpeg(1)}))
    Import.objects.filter(pk=running.pk).update(is_cancel_requested=True)

    run_import(import_id=running.pk, clock=clock.now)

    assert (queries.import_(running.pk).state, Item.objects.count()) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("client", "code"),
    [
        ({"bucket_name": "not-there"}, "bucket_missing"),
        ({"endpoint": "https://[::1]"}, "url_not_public"),
    ],
)
def test_a_bucket_that_cannot_be_listed_fails_the_import_with_its_reason(
    bucket_place: BucketServer, client: dict[str, str], code: str
) -> None:
    running = started(datasets.dataset(), bucket_place.client(**client))

    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    assert (failed.state, failed.error_code) == ("failed", code)
    assert failed.error_detail.endswith(".")
    assert Event.objects.latest("pk").name == "import.failed"


def test_a_bucket_that_falls_silent_ends_the_import_and_leaves_the_rest_waiting(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = {f"{n}.jpg": pictures.jpeg(n) for n in range(8)}
    running = started(datasets.dataset(), bucket_place.filled(objects))

    def silent(self: BucketClient, key: str, **_: object) -> Iterator[bytes]:
        raise AskRefused("url_unreachable", "The server cannot be reached.")

    monkeypatch.setattr(BucketClient, "read", silent)
    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    states = [state for state, _ in outcomes(failed).values()]
    assert (failed.state, failed.error_code) == ("failed", "url_unreachable")
    assert states == ["refused"] * 4 + ["waiting"] * 4


def answering(of: Callable[[str], str]) -> Callable[..., Iterator[bytes]]:
    """What stands in for `BucketClient.read`: the code for a key, or its bytes where that is ""."""
    whole = BucketClient.read

    def read(self: BucketClient, key: str, **asked: Any) -> Iterator[bytes]:  # Any: as `read`
        code = of(key)
        if code:
            raise AskRefused(code, "It does not.")
        return whole(self, key, **asked)

    return read


def test_a_bucket_that_refuses_every_object_ends_the_import_at_the_first(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = {f"{n}.jpg": pictures.jpeg(n) for n in range(3)}
    running = started(datasets.dataset(), bucket_place.filled(objects))
    monkeypatch.setattr(BucketClient, "read", answering(lambda _: "bucket_key_unknown"))

    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    assert (failed.state, failed.error_code) == ("failed", "bucket_key_unknown")
    assert {state for state, _ in outcomes(failed).values()} == {"waiting"}


def test_one_object_that_is_closed_or_silent_between_others_ends_nothing(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ["bucket_forbidden", "bucket_busy", "url_too_slow", "bucket_forbidden"]
    codes += ["object_missing", *codes, ""]
    objects = {f"{n}.jpg": pictures.jpeg(n) for n in range(len(codes))}
    running = started(datasets.dataset(), bucket_place.filled(objects))
    monkeypatch.setattr(BucketClient, "read", answering(lambda key: codes[int(key[0])]))

    run_import(import_id=running.pk, clock=clock.now)

    done = queries.import_(running.pk)
    assert (done.state, done.refused_count, done.item_count) == ("done", 9, 1)


def test_a_bucket_that_is_removed_while_it_is_read_ends_the_import(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = {f"{n}.jpg": pictures.jpeg(n) for n in range(3)}
    running = started(datasets.dataset(), bucket_place.filled(objects))

    def removing(key: str) -> str:
        if key == "1.jpg":
            Bucket.objects.all().delete()
        return ""

    monkeypatch.setattr(BucketClient, "read", answering(removing))
    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    assert (failed.state, failed.error_code) == ("failed", "bucket_removed")
    assert [state for state, _ in outcomes(failed).values()] == ["imported", "imported", "waiting"]


def test_an_object_that_could_outlast_the_worker_is_left_to_the_next(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = started(datasets.dataset(), bucket_place.filled({"a.jpg": pictures.jpeg(1)}))
    monkeypatch.setattr("guildmark.datasets.actions.distant.SPARE_SECONDS", -590.0)

    ended = run_import(import_id=running.pk, clock=clock.now)

    assert (ended, queries.import_(running.pk).lost_count) == (ImportRun.MORE, 0)
    monkeypatch.undo()
    assert run_import(import_id=running.pk, clock=clock.now) is ImportRun.ENDED


def test_an_import_lives_and_can_be_cancelled_while_one_object_comes(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = started(datasets.dataset(), bucket_place.filled({"a.jpg": pictures.jpeg(1)}))
    monkeypatch.setattr("guildmark.datasets.actions.distant.BEAT_SECONDS", 0.0)

    def cancelling(_: str) -> str:
        Import.objects.filter(pk=running.pk).update(is_cancel_requested=True)
        return ""

    monkeypatch.setattr(BucketClient, "read", answering(cancelling))
    run_import(import_id=running.pk, clock=clock.now)

    assert (queries.import_(running.pk).state, Item.objects.count()) == ("cancelled", 0)


def test_a_listing_without_end_is_left(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks of folders make no files, so the number of files bounds nothing."""
    monkeypatch.setattr("guildmark.datasets.actions.listing.MOST_PAGES", 3)
    marks = iter(range(1000))

    def page(self: BucketClient, *, prefix: str, after: str = "") -> Page:
        return Page((ListedObject(f"{next(marks):04}/", 0, ""),), is_last=False)

    monkeypatch.setattr(BucketClient, "page", page)
    running = started(datasets.dataset(), bucket_place.client())

    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    assert (failed.state, failed.error_code, next(marks)) == ("failed", "too_many_objects", 4)


def test_a_bucket_with_too_many_objects_is_refused_before_any_is_read(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.datasets.actions.listing.MOST_OBJECTS", 1)
    bucket = bucket_place.filled({"a.jpg": pictures.jpeg(1), "b.jpg": pictures.jpeg(2)})
    running = started(datasets.dataset(), bucket)

    run_import(import_id=running.pk, clock=clock.now)

    failed = queries.import_(running.pk)
    assert (failed.state, failed.error_code) == ("failed", "too_many_objects")
    assert (failed.files.count(), Item.objects.count()) == (0, 0)


def test_an_object_that_is_too_large_is_refused_by_its_listed_size(
    bucket_place: BucketServer,
) -> None:
    bucket = bucket_place.filled({"large.jpg": pictures.jpeg(1), "small.txt": b"x"})
    running = started(datasets.dataset(), bucket)

    run_import(import_id=running.pk, clock=clock.now, limits=Limits(picture_bytes=100))

    assert outcomes(running)["large.jpg"] == ("refused", "too_many_bytes")


def test_a_bucket_of_another_organisation_or_a_late_one_is_not_taken() -> None:
    made = datasets.import_(files=[("a.jpg", pictures.jpeg())])
    theirs = buckets.bucket(accounts.organisation())
    ours = buckets.bucket(made.dataset.organisation)

    with pytest.raises(NotFound):
        actions.set_bucket_source(import_id=made.pk, bucket=theirs, prefix="", now=NOW)
    actor_id = datasets.owner_id(made.dataset.organisation)
    actions.start_import(actor_id=actor_id, import_id=made.pk, now=NOW)
    with pytest.raises(ImportClosed):
        actions.set_bucket_source(import_id=made.pk, bucket=ours, prefix="", now=NOW)
