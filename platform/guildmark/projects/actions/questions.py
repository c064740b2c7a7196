"""Questions on the guideline: asked by those who read it, answered by those who write it."""

from datetime import datetime

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.projects import queries
from guildmark.projects.actions.guidelines import create_guideline_draft
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.counterparts import passage_in_original
from guildmark.projects.errors import TooManyOpenQuestions
from guildmark.projects.models import GuidelineQuestion, GuidelineTranslation, GuidelineVersion
from guildmark.projects.places import is_heading, put_behind, quoted

MOST_OPEN = 10
State = GuidelineVersion.State


@transaction.atomic
def ask_about_guideline(
    *, user_id: int, project_id: int, quote: str, text: str, language: str = "", now: datetime
) -> GuidelineQuestion:
    """Ask about a place in the guideline in force. Records guideline_question.asked.

    `language` is that of the translation it was read in, empty for the text itself: the passage of
    the original in the same place is kept beside what was chosen. Raises NotFound (also where they
    may not read it) and TooManyOpenQuestions. Twice asks twice.
    """
    project = locked_project(project_id, keeps_work_going=True)
    version = queries.published_guideline(project_id)
    if version is None or not queries.may_preview(user_id=user_id, project=project):
        raise NotFound
    mine = project.guideline_questions.filter(asked_by_id=user_id, answered_at=None)
    if mine.count() >= MOST_OPEN:
        raise TooManyOpenQuestions
    read = queries.translation_read_in(version, language) if language else None
    question = GuidelineQuestion.objects.create(
        project=project,
        guideline_version=version,
        asked_by_id=user_id,
        quote=quote,
        language=read.language if read else "",
        original_quote=_original_of(quote, read) if read else "",
        text=text,
        asked_at=now,
    )
    payload = {"question_id": question.pk, "user_id": user_id}
    record_of(project, "guideline_question.asked", actor_id=user_id, payload=payload, now=now)
    return question


def _original_of(quote: str, read: GuidelineTranslation) -> str:
    return passage_in_original(
        translation=read.body_markdown, original=read.source_markdown, quote=quote
    )


@transaction.atomic
def answer_guideline_question(
    *, actor_id: int, question_id: int, answer: str, is_taken_up: bool, now: datetime
) -> GuidelineQuestion:
    """Answer a question, or answer it anew. Records guideline_question.answered.

    Where it is taken up, question and answer go behind the place of the draft that they are about,
    with the words it was asked on; without a draft a minor one is made. Once: an answer that is in
    a version is changed there. Raises NotFound.
    """
    question = queries.guideline_question(question_id)
    project = locked_project(question.project_id)
    question.refresh_from_db()
    question.answer, question.answered_by_id, question.answered_at = answer, actor_id, now
    if is_taken_up and question.answered_in_id is None:
        question.answered_in = _taken_up(question, actor_id=actor_id, now=now)
    question.save()
    payload = {"question_id": question.pk, "user_id": question.asked_by_id}
    record_of(project, "guideline_question.answered", actor_id=actor_id, payload=payload, now=now)
    return question


def _taken_up(question: GuidelineQuestion, *, actor_id: int, now: datetime) -> GuidelineVersion:
    """The draft, with the question and its answer behind the place they are about."""
    found = GuidelineVersion.objects.filter(project_id=question.project_id, state=State.DRAFT)
    draft = found.first() or create_guideline_draft(
        actor_id=actor_id,
        project_id=question.project_id,
        change=GuidelineVersion.Change.MINOR,
        now=now,
    )
    before = question.guideline_version.body_markdown
    asked = f"**{' '.join(question.text.split())}**\n\n{question.answer}"
    is_of_part = not question.place.strip() or is_heading(before, question.place)
    draft.body_markdown = put_behind(
        draft.body_markdown,
        quote=question.place,
        before=before,
        addition=asked if is_of_part else f"{quoted(question.place)}\n\n{asked}",
    )
    draft.save(update_fields=["body_markdown"])
    return draft
