"""What training says, put into other languages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from guildmark.projects.actions.locks import locked_project
from guildmark.projects.errors import TranslationChanged
from guildmark.training.actions.records import record_of
from guildmark.training.models import TrainingTranslation
from guildmark.training.queries.translations import TrainingWords, training_words


@transaction.atomic
def save_training_translation(
    *,
    actor_id: int,
    project_id: int,
    language: str,
    words: Mapping[str, str],
    revision: str | None = None,
    now: datetime,
) -> TrainingWords:
    """Say in a language what training asks and explains. Records training_translation.saved.

    `words` are by what the original says, all that are translated: what says nothing, and what
    training says nowhere, is left out. Answers are judged by keys, so nothing that was answered
    changes. `revision` is that of the words replaced, "" for none, None for whatever is there.
    Raises NotFound and TranslationChanged. Safe twice: the same words are no change.
    """
    project = locked_project(project_id)
    there = training_words(project_id=project_id, language=language)
    known = set(there.originals)
    said = {word: text.strip() for word, text in words.items() if word in known and text.strip()}
    if there.translation is not None and said == there.translation.words:
        return there
    if revision not in {None, there.revision}:
        raise TranslationChanged
    saved, _ = TrainingTranslation.objects.update_or_create(
        project=project,
        language=language,
        defaults={"words": said, "updated_by_id": actor_id, "updated_at": now},
    )
    record_of(project, "training_translation.saved", actor_id=actor_id, now=now, language=language)
    return replace(there, translation=saved)
