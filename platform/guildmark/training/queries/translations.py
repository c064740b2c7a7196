"""What training says in words, and in which languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from guildmark.projects.languages import nearest
from guildmark.training.models import TrainingTranslation
from guildmark.training.queries.banks import comprehension_questions, quiz_questions
from guildmark.training.queries.practice import practice_items


@dataclass(frozen=True)
class Wording:
    """The words of one question or practice item, in the order they are read; never none."""

    kind: str
    id: int
    words: list[str]


@dataclass(frozen=True)
class TrainingWords:
    """All that a project says in training, and what of it is said in a language, if anything."""

    wordings: list[Wording]
    translation: TrainingTranslation | None

    @property
    def words(self) -> dict[str, str]:
        """What is said by what the original says, as it was saved: `revision` is that of these.

        Also of what training says nowhere any more, until it is saved anew: what a question is
        changed to meanwhile is no change of the translation.
        """
        return self.translation.words if self.translation else {}

    @property
    def revision(self) -> str:
        """Which words these are, empty for none."""
        return self.translation.revision if self.translation else ""

    @property
    def lacking(self) -> list[str]:
        """What people read as it is in the original."""
        said = self.words
        return [word for word in self.originals if word not in said]

    @property
    def originals(self) -> list[str]:
        """Each once, in the order they are read."""
        return list(dict.fromkeys(word for one in self.wordings for word in one.words))


def training_words(*, project_id: int, language: str) -> TrainingWords:
    """What a translator has before them. Retired questions are asked of nobody. Four queries."""
    return TrainingWords(
        wordings=[one for one in _wordings(project_id) if one.words],
        translation=_translation(project_id, language),
    )


def words_in(*, project_id: int, language: str) -> Mapping[str, str]:
    """What a project says in a language, or in the nearest kind of it, by what the original says.

    One query; none without a language.
    """
    if not language:
        return {}
    kind_of = language.split("-", maxsplit=1)[0]
    said = dict(
        TrainingTranslation.objects.filter(
            Q(language=kind_of) | Q(language__startswith=f"{kind_of}-"), project_id=project_id
        ).values_list("language", "words")
    )
    found = nearest(language, said)
    return {} if found is None else said[found]


def languages(project_id: int) -> tuple[str, ...]:
    """The languages that anything training says now is said in, by their codes.

    One query, and three more where it is translated.
    """
    said = TrainingTranslation.objects.filter(project_id=project_id).exclude(words={})
    by_language = dict(said.order_by("language").values_list("language", "words"))
    if not by_language:
        return ()
    originals = {word for one in _wordings(project_id) for word in one.words}
    return tuple(
        language for language, words in by_language.items() if not originals.isdisjoint(words)
    )


def _translation(project_id: int, language: str) -> TrainingTranslation | None:
    return TrainingTranslation.objects.filter(project_id=project_id, language=language).first()


def _wordings(project_id: int) -> Iterable[Wording]:
    for question in comprehension_questions(project_id):
        options = [option["text"] for option in question.options]
        words = [question.text, *options, question.explanation]
        yield Wording("comprehension", question.pk, _said(words))
    for item in practice_items(project_id):
        yield Wording("practice", item.pk, _said([item.explanation]))
    for asked in quiz_questions(project_id).filter(is_active=True):
        words = [*_asked_words(asked.asked), asked.explanation]
        yield Wording("quiz", asked.pk, _said(words))


def _asked_words(asked: dict[str, Any] | None) -> list[str]:  # stored JSON
    if asked is None:
        return []
    return [asked["text"], *(option["text"] for option in asked["options"]), asked.get("unit", "")]


def _said(words: Iterable[str]) -> list[str]:
    """Each once, without what says nothing."""
    return list(dict.fromkeys(word for word in words if word.strip()))
