"""Guideline versions: drafted as a copy of the last one, published, superseded, retracted."""

from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.core.errors import NotFound
from guildmark.projects import queries
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.actions.translations import copy_translations
from guildmark.projects.errors import (
    DraftChanged,
    DraftExists,
    GuidelineEmpty,
    NotADraft,
    NotInForce,
)
from guildmark.projects.models import GuidelineExample, GuidelineVersion, Project

State = GuidelineVersion.State


@transaction.atomic
def create_guideline_draft(
    *, actor_id: int, project_id: int, change: str, now: datetime
) -> GuidelineVersion:
    """Start a version as a copy of the published one, with its examples and translations.

    The first is 1.0. Where the last one was retracted, that is what is put right. Records
    guideline.drafted. Raises DraftExists, with its id.
    """
    project = locked_project(project_id)
    published = queries.last_guideline(project_id)
    major, minor = _next_number(project, change)
    try:
        with transaction.atomic():
            draft = GuidelineVersion.objects.create(
                project=project,
                major=major,
                minor=minor,
                change=change,
                body_markdown=published.body_markdown if published else "",
                created_by_id=actor_id,
                created_at=now,
            )
    except IntegrityError as error:
        if "guideline_draft_once" not in str(error):
            raise
        existing = project.guideline_versions.filter(state=State.DRAFT).first()
        raise DraftExists(existing.pk if existing else None) from error
    if published is not None:
        _copy_examples(published, draft)
        copy_translations(published, draft)
    _record(project, draft, "guideline.drafted", actor_id=actor_id, now=now)
    return draft


def _next_number(project: Project, change: str, *, but: int | None = None) -> tuple[int, int]:
    """major.minor after the highest there is; 1.0 for the first, whatever the change.

    `but` is a version that does not count: the one to be numbered.
    """
    others = project.guideline_versions.all()
    if but is not None:
        others = others.exclude(pk=but)
    newest = others.order_by("-major", "-minor").first()
    if newest is None:
        return 1, 0
    if change == GuidelineVersion.Change.MAJOR:
        return newest.major + 1, 0
    return newest.major, newest.minor + 1


def _copy_examples(source: GuidelineVersion, target: GuidelineVersion) -> None:
    GuidelineExample.objects.bulk_create(
        GuidelineExample(
            guideline_version=target,
            item_id=example.item_id,
            label_key=example.label_key,
            verdict=example.verdict,
            caption=example.caption,
            document=example.document,
            position=example.position,
        )
        for example in source.examples.all()
    )


@transaction.atomic
def update_guideline_draft(
    *,
    guideline_version_id: int,
    body_markdown: str | None = None,
    change: str | None = None,
    revision: str | None = None,
) -> GuidelineVersion:
    """Replace the text of a draft, or make it a major or a minor one, which gives it its number.

    None leaves what is there. Raises NotADraft and DraftChanged. Safe to call twice. `revision`
    says which text is replaced, None for whatever is there. Records nothing: a draft is saved
    often, and what counts is what is published.
    """
    draft = locked_draft(guideline_version_id)
    if body_markdown is not None and body_markdown != draft.body_markdown:
        if revision not in {None, draft.revision}:
            raise DraftChanged
        draft.body_markdown = body_markdown
    if change is not None and change != draft.change:
        draft.change = change
        draft.major, draft.minor = _next_number(draft.project, change, but=draft.pk)
    draft.save(update_fields=["body_markdown", "change", "major", "minor"])
    return draft


@transaction.atomic
def discard_guideline_draft(*, actor_id: int, guideline_version_id: int, now: datetime) -> None:
    """Throw a draft away, with its examples and translations. Records guideline.discarded.

    Answers that were taken up in it are answers still, and can go into the next draft. Raises
    NotFound (also the second time) and NotADraft.
    """
    draft = locked_draft(guideline_version_id)
    project = draft.project
    _record(project, draft, "guideline.discarded", actor_id=actor_id, now=now)
    draft.delete()


@transaction.atomic
def publish_guideline(
    *, actor_id: int, guideline_version_id: int, now: datetime
) -> GuidelineVersion:
    """draft -> published; the one before -> superseded. Records guideline.published.

    The event's `change` says whether qualifications become stale. Raises NotADraft (also the
    second time) and GuidelineEmpty.
    """
    draft = locked_draft(guideline_version_id)
    if not draft.body_markdown.strip():
        raise GuidelineEmpty
    project = draft.project
    project.guideline_versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    draft.state = State.PUBLISHED
    draft.published_at = now
    draft.save(update_fields=["state", "published_at"])
    _record(project, draft, "guideline.published", actor_id=actor_id, now=now)
    return draft


@transaction.atomic
def retract_guideline(
    *, actor_id: int, guideline_version_id: int, reason: str, now: datetime
) -> GuidelineVersion:
    """published -> retracted: from then on no version is in force, until the next is published.

    Nobody gets tasks or hands one in meanwhile. What is in hand keeps its draft; its lease may run
    out, which is no lapse of the task, and the answer is taken late once its person may work again.
    Qualifications stay: a minor version brings them back, a major one makes them stale. Records
    guideline.retracted with the reason, which people are told. Raises NotFound and NotInForce (also
    the second time).
    """
    found = GuidelineVersion.objects.filter(pk=guideline_version_id).first()
    if found is None:
        raise NotFound
    project = locked_project(found.project_id)
    found.refresh_from_db()
    if found.state != State.PUBLISHED:
        raise NotInForce
    found.state = State.RETRACTED
    found.save(update_fields=["state"])
    found.project = project
    _record(project, found, "guideline.retracted", actor_id=actor_id, now=now, reason=reason)
    return found


def locked_draft(guideline_version_id: int) -> GuidelineVersion:
    """A draft with its project locked. Raises NotFound and NotADraft."""
    found = GuidelineVersion.objects.filter(pk=guideline_version_id).first()
    if found is None:
        raise NotFound
    project = locked_project(found.project_id)
    draft = GuidelineVersion.objects.get(pk=guideline_version_id)
    if draft.state != State.DRAFT:
        raise NotADraft
    draft.project = project
    return draft


def _record(
    project: Project,
    version: GuidelineVersion,
    name: str,
    *,
    actor_id: int,
    now: datetime,
    **more: str,
) -> None:
    payload = {
        "guideline_version_id": version.pk,
        "number": version.number,
        "major": version.major,
        "change": version.change,
        **more,
    }
    record_of(project, name, actor_id=actor_id, payload=payload, now=now)
