"""Evaluations: asked for by a person or a key, computed by a worker, cancelled by a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.operations import request_cancel
from guildmark.core.states import state_word
from guildmark.core.uploads import content_sha256
from guildmark.datasets.actions import discard
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.releases import evaluation_queries, queries
from guildmark.releases.actions.exporting import EXPORTABLE
from guildmark.releases.errors import (
    EvaluationEnded,
    FileTooLarge,
    NoGold,
    ReleaseNotReady,
    UnknownAnnotator,
)
from guildmark.releases.models import Evaluation, Release

MOST_FILE_BYTES = 200 * 1024 * 1024
#: Has a report, with all that figures at any choice, and comparisons by label, are made of.
_WHOLE = Q(state=Operation.State.DONE, labels__isnull=False) & (
    Q(outcomes__isnull=False) | Q(report__shapes=None)
)


def request_evaluation(
    *,
    actor_id: int,
    release_id: int,
    name: str,
    format_key: str,
    upload: UploadedFile[bytes],
    now: datetime,
) -> tuple[Evaluation, bool]:
    """Keep a file of predictions and let a worker evaluate them: the row, and whether it is new.

    Records evaluation.requested. Raises ReleaseNotReady, FileTooLarge. The same file under the
    same name gives the same evaluation, as long as it has not failed, and unless it was made when
    what figures at any choice are made of was not kept.
    """
    release = _usable(release_id)
    made = _of_file(name, format_key, upload)
    made.release, made.project = release, release.project
    return _save(made, actor_id, now, store=lambda: _store(made, upload))


def request_gold_evaluation(
    *,
    actor_id: int,
    project_id: int,
    name: str,
    format_key: str,
    upload: UploadedFile[bytes],
    now: datetime,
) -> tuple[Evaluation, bool]:
    """The same against the project's gold, as it is when a worker begins.

    Records evaluation.requested. Raises NoGold, FileTooLarge. The same file under the same name
    gives the same evaluation until that one has ended: gold may have changed since.
    """
    if not evaluation_queries.gold_in_use(project_id).exists():
        raise NoGold
    made = _of_file(name, format_key, upload)
    made.project = Project.objects.get(pk=project_id)
    return _save(made, actor_id, now, store=lambda: _store(made, upload))


def request_annotator_evaluation(
    *, actor_id: int, release_id: int, annotator: str, now: datetime
) -> tuple[Evaluation, bool]:
    """Hold an annotator's answers against the release, as if a model had given them.

    Records evaluation.requested. Raises ReleaseNotReady, UnknownAnnotator. Calling twice gives the
    same evaluation, as long as it has not failed.
    """
    release = _usable(release_id)
    known = evaluation_queries.annotators_of(release_id)
    if not any(row["annotator"] == annotator for row in known):
        raise UnknownAnnotator
    made = Evaluation(
        release=release,
        project=release.project,
        source=Evaluation.Source.ANNOTATOR,
        source_name=annotator,
    )
    return _save(made, actor_id, now, store=lambda: "")


def request_gold_annotator_evaluation(
    *, actor_id: int, project_id: int, annotator: str, now: datetime
) -> tuple[Evaluation, bool]:
    """The same against the project's gold, over the pictures of it that they answered.

    Records evaluation.requested. Raises NoGold, UnknownAnnotator. Asked twice it gives the same
    evaluation until that one has ended: gold and answers may have changed since.
    """
    if not evaluation_queries.gold_in_use(project_id).exists():
        raise NoGold
    if not evaluation_queries.gold_answers_of(project_id, annotator):
        raise UnknownAnnotator(_("Nobody of that name answered any of the known answers."))
    made = Evaluation(
        project=Project.objects.get(pk=project_id),
        source=Evaluation.Source.ANNOTATOR,
        source_name=annotator,
    )
    return _save(made, actor_id, now, store=lambda: "")


@transaction.atomic
def cancel_evaluation(*, actor_id: int, evaluation_id: int, now: datetime) -> Evaluation:
    """End an evaluation before it is done. Records evaluation.cancelled.

    A running one ends at its next report of progress. Calling twice changes nothing more. Raises
    EvaluationEnded for one that is done or has failed.
    """
    found = Evaluation.objects.select_for_update().filter(pk=evaluation_id).first()
    if found is None:
        raise NotFound
    if found.state in {Operation.State.DONE, Operation.State.FAILED}:
        raise EvaluationEnded
    if request_cancel(found, now=now):
        _record("evaluation.cancelled", found, actor_id, now)
    return found


def _usable(release_id: int) -> Release:
    release = queries.release(release_id)
    if release.state not in EXPORTABLE:
        raise ReleaseNotReady(_("The release is {state}.").format(state=state_word(release.state)))
    return release


def _of_file(name: str, format_key: str, upload: UploadedFile[bytes]) -> Evaluation:
    """A row that says what was sent. Raises FileTooLarge."""
    if (upload.size or 0) > MOST_FILE_BYTES:
        raise FileTooLarge(MOST_FILE_BYTES // (1024 * 1024))
    return Evaluation(
        source=Evaluation.Source.MODEL,
        source_name=name,
        format=format_key,
        file_name=str(upload.name)[-200:],
        byte_count=upload.size or 0,
        sha256=content_sha256(upload),
    )


def _store(made: Evaluation, upload: UploadedFile[bytes]) -> str:
    folder = made.release_id or f"gold-{made.project_id}"
    return default_storage.save(f"evaluations/{folder}/{uuid4().hex}", upload)


def _save(
    made: Evaluation, actor_id: int, now: datetime, *, store: Callable[[], str]
) -> tuple[Evaluation, bool]:
    """The new row or the one that is there; the file is stored before, and only for a new one."""
    existing = _existing(made)
    if existing is not None:
        return existing, False
    made.organisation_id = made.project.organisation_id
    made.created_by_id = actor_id
    made.created_at = now
    made.file.name = store()
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            _record("evaluation.requested", made, actor_id, now)
    except IntegrityError as error:
        if "evaluation_live_once" not in str(error):  # also of gold
            raise
        discard([made.file.name or ""], organisation_id=made.organisation_id, now=now)
        found = _existing(made)
        if found is None:
            raise
        return found, False
    return made, True


def _existing(made: Evaluation) -> Evaluation | None:
    is_same = Q(state__in=Operation.LIVE)
    if made.release is not None:
        is_same |= _WHOLE
    return Evaluation.objects.filter(
        is_same,
        project_id=made.project_id,
        release=made.release,
        source=made.source,
        source_name=made.source_name,
        sha256=made.sha256,
    ).first()


def _record(name: str, evaluation: Evaluation, actor_id: int | None, now: datetime) -> None:
    record(
        name=name,
        payload=evaluation_payload(evaluation),
        actor_id=actor_id,
        organisation_id=evaluation.organisation_id,
        now=now,
    )


def evaluation_payload(evaluation: Evaluation) -> dict[str, int | None]:
    """What its events say; `release_id` is None of one against gold."""
    return {
        "evaluation_id": evaluation.pk,
        "release_id": evaluation.release_id,
        "project_id": evaluation.project_id,
    }
