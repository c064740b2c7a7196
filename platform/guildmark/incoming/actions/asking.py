"""Imports of labels as a person drives them: bring a file, say what names become, cancel."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import IO
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from concord.formats.classes import class_question
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.operations import request_cancel
from guildmark.core.uploads import MEGABYTE, content_sha256
from guildmark.datasets import actions as datasets
from guildmark.datasets import queries as datasets_queries
from guildmark.datasets.errors import ImportClosed, UploadTooLarge
from guildmark.datasets.files import chunks
from guildmark.datasets.models import Import, ImportFile
from guildmark.events.actions import record
from guildmark.incoming import queries
from guildmark.incoming.errors import (
    LabelImportEnded,
    LabelImportNotRead,
    LabelsNotSent,
    ProjectNotLabelled,
)
from guildmark.incoming.mapping import (
    questions_of_classes,
    require_mapping,
    require_question,
)
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import Options
from guildmark.projects.actions.locks import locked_project, require_staying
from guildmark.projects.models import Project

Stage = LabelImport.Stage


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be made of a file.

    With a `mapping` the labels are kept as soon as they are read; without, a person is asked what
    the names of the file become. `has_pictures`: it is a ZIP that brings the pictures as well.
    """

    purpose: str
    format_key: str
    source_name: str
    has_pictures: bool = False
    mapping: Mapping[str, str | None] | None = None
    options: Options = field(default_factory=Options)


def open_label_parcel(
    *, actor_id: int, project_id: int, fingerprint: str, now: datetime
) -> tuple[Import, bool]:
    """Room for a large file of labels in parts: the parcel, and whether it is new.

    `fingerprint` is the sender's name for the file; the same again gives the parcel that has begun
    to take it. Raises NotFound, ProjectGoing and ProjectNotLabelled.
    """
    project = queries.project(project_id)
    require_staying(project)
    dataset = project.dataset
    if dataset is None:
        raise ProjectNotLabelled
    return datasets.open_parcel(
        actor_id=actor_id, dataset=dataset, fingerprint=fingerprint, now=now
    )


def request_label_import(
    *, actor_id: int, project_id: int, asked: Asked, upload: UploadedFile[bytes], now: datetime
) -> tuple[LabelImport, bool]:
    """Keep a file and let a worker read it: the row, and whether it is new.

    Its pictures go into the project's dataset first, by an import of their own. Records
    label_import.requested. Raises NotFound, ProjectGoing, ProjectNotLabelled, UploadTooLarge,
    WrongMapping and ImportRunning. The same bytes for the same purpose give the import that is not
    finished.
    """
    project, asked = _labelled(project_id, asked)
    if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
        raise UploadTooLarge.beyond(settings.MAX_UPLOAD_BYTES // MEGABYTE)
    made = _made(actor_id, project, asked, upload, now=now)
    existing = _existing(made)
    if existing is not None:
        return existing, False
    _store(made, upload)

    def bring() -> Import | None:
        return _brought(made, project, upload, now=now) if asked.has_pictures else None

    return _insert(made, bring, now=now)


def request_sent_label_import(
    *, actor_id: int, project_id: int, asked: Asked, import_id: int, now: datetime
) -> tuple[LabelImport, bool]:
    """The same with the file of a parcel (`open_parcel`), which this person has sent in parts.

    With pictures the parcel becomes their import, which is started; without, it ends, for its file
    was taken over. Where an action is refused it stays as it was, so nothing is sent twice. Raises
    besides LabelsNotSent and ImportClosed.
    """
    project, asked = _labelled(project_id, asked)
    parcel = datasets_queries.import_(import_id)
    is_theirs = parcel.is_parcel and parcel.created_by_id == actor_id
    if not is_theirs or parcel.dataset_id != project.dataset_id:
        raise NotFound
    if not parcel.is_collecting:
        raise ImportClosed
    file = datasets_queries.only_file(import_id)
    if file is None:
        raise LabelsNotSent
    with tempfile.TemporaryFile() as whole:
        _gather(import_id, file, whole)
        upload = UploadedFile(whole, name=file.name, size=file.byte_count)
        made = _made(actor_id, project, asked, upload, now=now)
        existing = _existing(made)
        if existing is not None:
            datasets.cancel_import(actor_id=actor_id, import_id=import_id, now=now)
            return existing, False
        _store(made, upload)

    def bring() -> Import | None:
        if not asked.has_pictures:
            datasets.cancel_import(actor_id=actor_id, import_id=import_id, now=now)
            return None
        datasets.unpack_parcel(actor_id=actor_id, import_id=import_id, now=now)
        return datasets.start_import(actor_id=actor_id, import_id=import_id, now=now)

    return _insert(made, bring, now=now)


def _gather(import_id: int, file: ImportFile, whole: IO[bytes]) -> None:
    """The bytes of a parcel's file, from their beginning. Raises ImportClosed.

    Another request may end the parcel meanwhile: then its bytes go.
    """
    try:
        for block in chunks(*file.stored_names):
            whole.write(block)
    except FileNotFoundError:
        parcel = datasets_queries.import_(import_id)
        if parcel.is_parcel and parcel.is_collecting:
            raise
        raise ImportClosed from None
    whole.seek(0)


def _labelled(project_id: int, asked: Asked) -> tuple[Project, Asked]:
    """The project, and what is asked with the question that classes answer: the one of the schema
    where none was said. Raises NotFound, ProjectGoing, ProjectNotLabelled and WrongMapping."""
    project = queries.project(project_id)
    require_staying(project)
    _, schema = queries.schema_in_force(project_id)
    if project.dataset is None:
        raise ProjectNotLabelled
    question = asked.options.question
    if question:
        require_question(question, schema)
    else:
        question = class_question(schema) or next(iter(questions_of_classes(schema)), "")
    if asked.mapping is not None:
        require_mapping(asked.mapping, schema, question)
    return project, replace(asked, options=replace(asked.options, question=question))


def _made(
    actor_id: int, project: Project, asked: Asked, upload: UploadedFile[bytes], *, now: datetime
) -> LabelImport:
    """The row, without its file."""
    return LabelImport(
        organisation_id=project.organisation_id,
        project=project,
        created_by_id=actor_id,
        purpose=asked.purpose,
        format=asked.format_key,
        source_name=asked.source_name,
        options=asked.options.as_json(),
        mapping=None if asked.mapping is None else dict(asked.mapping),
        file_name=str(upload.name)[-200:],
        byte_count=upload.size or 0,
        sha256=content_sha256(upload),
        created_at=now,
    )


def _store(made: LabelImport, upload: UploadedFile[bytes]) -> None:
    name = f"labels/{made.project_id}/{uuid4().hex}"
    made.file.name = default_storage.save(name, upload)


def _insert(
    made: LabelImport, bring: Callable[[], Import | None], *, now: datetime
) -> tuple[LabelImport, bool]:
    """The row, and the import of its pictures, in one transaction."""
    try:
        with transaction.atomic():
            locked_project(made.project_id, keeps_work_going=True)
            made.save(force_insert=True)
            made.pictures = bring()
            made.save(update_fields=["pictures"])
            _record("requested", made, actor_id=made.created_by_id, now=now)
    except IntegrityError as error:
        _discard(made, now=now)
        found = _existing(made)
        if "label_import_live_once" not in str(error) or found is None:
            raise
        return found, False
    except Exception:
        _discard(made, now=now)
        raise
    return made, True


def _discard(made: LabelImport, *, now: datetime) -> None:
    datasets.discard([str(made.file.name)], organisation_id=made.organisation_id, now=now)


def _brought(
    made: LabelImport, project: Project, upload: UploadedFile[bytes], *, now: datetime
) -> Import:
    assert project.dataset is not None  # noqa: S101 -- tells mypy what was looked at before
    upload.seek(0)
    actor_id = made.created_by_id
    brings = datasets.create_import(
        actor_id=actor_id, dataset=project.dataset, has_labels=True, now=now
    )
    datasets.add_import_file(import_id=brings.pk, name=made.file_name, upload=upload, now=now)
    return datasets.start_import(actor_id=actor_id, import_id=brings.pk, now=now)


@transaction.atomic
def start_label_import(
    *, actor_id: int, label_import_id: int, mapping: Mapping[str, str | None], now: datetime
) -> LabelImport:
    """Say what each name of the file becomes, and let a worker keep the labels.

    Names that are not said are left out. Records label_import.started. Raises NotFound,
    LabelImportNotRead (also when called twice) and WrongMapping.
    """
    found = _locked(label_import_id)
    if found.stage != Stage.MAPPING or found.state != Operation.State.QUEUED:
        raise LabelImportNotRead
    _, schema = queries.schema_in_force(found.project_id)
    require_mapping(mapping, schema, found.question)
    found.mapping = dict(mapping)
    found.stage = Stage.KEEPING
    found.save(update_fields=["mapping", "stage"])
    _record("started", found, actor_id=actor_id, now=now)
    return found


@transaction.atomic
def cancel_label_import(*, actor_id: int, label_import_id: int, now: datetime) -> LabelImport:
    """End an import; labels that were kept stay. Records label_import.cancelled.

    A running one ends at its next report. Calling twice changes nothing more. Raises NotFound, and
    LabelImportEnded for one that is done or has failed.
    """
    found = _locked(label_import_id)
    if found.state in {Operation.State.DONE, Operation.State.FAILED}:
        raise LabelImportEnded
    if not request_cancel(found, now=now):
        return found
    if found.state == Operation.State.CANCELLED:
        datasets.let_go([str(found.file.name)], organisation_id=found.organisation_id, now=now)
    _record("cancelled", found, actor_id=actor_id, now=now)
    return found


def _locked(label_import_id: int) -> LabelImport:
    found = LabelImport.objects.select_for_update().filter(pk=label_import_id).first()
    if found is None:
        raise NotFound
    return found


def _existing(made: LabelImport) -> LabelImport | None:
    return LabelImport.objects.filter(
        project_id=made.project_id,
        purpose=made.purpose,
        sha256=made.sha256,
        state__in=Operation.LIVE,
    ).first()


def _record(verb: str, of_import: LabelImport, *, actor_id: int, now: datetime) -> None:
    record(
        name=f"label_import.{verb}",
        payload={"label_import_id": of_import.pk, "project_id": of_import.project_id},
        actor_id=actor_id,
        organisation_id=of_import.organisation_id,
        now=now,
    )
