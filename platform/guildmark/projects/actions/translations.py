"""Guidelines in other languages, beside the text they were made from."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.errors import OriginalChanged, TranslationChanged
from guildmark.projects.models import GuidelineTranslation, GuidelineVersion


@transaction.atomic
def save_translation(
    *,
    actor_id: int,
    guideline_version_id: int,
    language: str,
    body_markdown: str,
    captions: Mapping[str, str] | None = None,
    source_revision: str | None = None,
    revision: str | None = None,
    now: datetime,
) -> GuidelineTranslation:
    """Put a version into another language, or do it anew: from now on it is up to date.

    Of published versions too: what they say does not change by it. Records
    guideline_translation.saved. `source_revision` is that of the original it was made from, and
    `revision` that of the translation it replaces, "" for none; None is for whatever is there.
    `captions` are those of examples by what they say in the original, None for those there are.
    Raises NotFound, OriginalChanged and TranslationChanged. Safe twice: the same text is no change.
    """
    version = GuidelineVersion.objects.filter(pk=guideline_version_id).first()
    if version is None:
        raise NotFound
    project = locked_project(version.project_id)
    version.refresh_from_db()
    if source_revision not in {None, version.revision}:
        raise OriginalChanged
    replaced = version.translations.filter(language=language).first()
    there = replaced.revision if replaced else ""
    said = _said(captions) if captions is not None else replaced.captions if replaced else {}
    is_same = (
        replaced is not None
        and replaced.body_markdown == body_markdown
        and replaced.captions == said
    )
    if revision not in {None, there} and not is_same:
        raise TranslationChanged
    saved, _ = GuidelineTranslation.objects.update_or_create(
        guideline_version=version,
        language=language,
        defaults={
            "body_markdown": body_markdown,
            "source_markdown": version.body_markdown,
            "captions": said,
            "updated_by_id": actor_id,
            "updated_at": now,
        },
    )
    payload = {"guideline_version_id": version.pk, "number": version.number, "language": language}
    record_of(project, "guideline_translation.saved", actor_id=actor_id, payload=payload, now=now)
    return saved


def _said(captions: Mapping[str, str]) -> dict[str, str]:
    """Those that say something."""
    return {original: text.strip() for original, text in captions.items() if text.strip()}


def copy_translations(source: GuidelineVersion, target: GuidelineVersion) -> None:
    """Take the translations along into a draft: what changes there makes them out of date."""
    GuidelineTranslation.objects.bulk_create(
        GuidelineTranslation(
            guideline_version=target,
            language=one.language,
            body_markdown=one.body_markdown,
            source_markdown=one.source_markdown,
            captions=one.captions,
            updated_by_id=one.updated_by_id,
            updated_at=one.updated_at,
        )
        for one in source.translations.order_by("language")
    )
