"""Large files of an export on their way into a bucket: in pieces, by one worker after another."""

import errno
import tempfile
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest

from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.core.asking import AskRefused
from guildmark.core.models import Operation
from guildmark.releases import actions, sending
from guildmark.releases.actions import delivering
from guildmark.releases.models import Export
from tests.factories import buckets
from tests.integration.releases.delivering import (
    contents,
    delivered,
    members,
    requested,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> int:
    """Every file of more than 400 bytes goes in pieces of 400."""
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)
    monkeypatch.setattr(sending, "MOST_AT_ONCE_BYTES", 400)
    monkeypatch.setattr(sending, "PIECE_BYTES", 400)
    return 400


def test_large_files_go_in_pieces_and_are_known_again(
    export: Export, bucket: Bucket, bucket_client: BucketClient, small_pieces: int
) -> None:
    expected = members(export)
    assert max(map(len, expected.values())) > 3 * small_pieces
    assert min(map(len, expected.values())) <= small_pieces

    first = delivered(export, bucket)
    again = delivered(export, bucket)

    assert (first.state, first.error_detail) == (Operation.State.DONE, "")
    assert contents(bucket_client) == {
        f"{first.folder}/{name}": held for name, held in expected.items()
    }
    assert (first.sent_count, first.byte_count) == (
        len(expected),
        sum(map(len, expected.values())),
    )
    assert (again.sent_count, again.kept_count) == (0, len(expected))


def test_a_delivery_waits_for_room_and_goes_on_where_it_stood(
    export: Export, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = requested(export, bucket)
    full = Mock(side_effect=OSError(errno.ENOSPC, "full"))
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "SpooledTemporaryFile", full)
        for _ in range(2):
            actions.deliver(delivery_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    waits = (made.state, made.error_code, made.attempt)

    done = delivered(export, bucket)

    assert waits == (Operation.State.QUEUED, "no_room", 0)
    assert (done.pk, done.state, done.error_code) == (made.pk, Operation.State.DONE, "")
    assert done.sent_count == len(members(export))


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
    bucket_client: BucketClient,
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
    assert contents(bucket_client) == {
        f"{done.folder}/{name}": held for name, held in members(export).items()
    }


def test_an_object_whose_putting_together_was_not_heard_of_is_there(
    export: Export,
    bucket: Bucket,
    bucket_client: BucketClient,
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
    assert contents(bucket_client) == {
        f"{done.folder}/{name}": held for name, held in members(export).items()
    }


@pytest.mark.parametrize("times", [1, 2])
def test_an_upload_that_the_bucket_gave_up_is_begun_anew_once(
    export: Export,
    bucket: Bucket,
    bucket_client: BucketClient,
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
    assert contents(bucket_client) == {key: whole[key] for key in arrived}


def test_a_long_one_is_left_to_the_next_worker_which_goes_on(
    export: Export, bucket: Bucket, bucket_client: BucketClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = requested(export, bucket)
    monkeypatch.setattr(delivering, "SITTING", -delivering.SITTING)

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, len(contents(bucket_client))) == (Operation.State.RUNNING, 1)
    monkeypatch.undo()
    actions.deliver(delivery_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    total = len(members(export))
    assert (made.state, made.sent_count, made.kept_count) == (Operation.State.DONE, total, 0)
    assert made.byte_count == sum(map(len, members(export).values()))
    assert len(contents(bucket_client)) == total


def test_what_an_earlier_sitting_sent_is_not_looked_at_again(
    export: Export, bucket: Bucket, bucket_client: BucketClient, monkeypatch: pytest.MonkeyPatch
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
