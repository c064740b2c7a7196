"""A community that goes on: a second version of its guideline, words to it, others on their way in.

What the pages about people show on an ordinary day. Everything is done by the actions that the
pages call.
"""

from collections.abc import Sequence
from random import Random

import numpy as np
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions import announce, invite_to_community, join
from guildmark.communities.models import Community
from guildmark.core.clock import now
from guildmark.demo.people import SPAMMER
from guildmark.demo.seed import guidelines
from guildmark.demo.seed.crowd import answer_quiz, practise
from guildmark.demo.seed.projects import Prepared, Seeded
from guildmark.demo.seed.staff import SECOND_LOOKERS, Staff
from guildmark.projects.actions import (
    answer_guideline_question,
    ask_about_guideline,
    publish_guideline,
    save_translation,
    update_guideline_draft,
)
from guildmark.projects.models import GuidelineQuestion, GuidelineVersion, Project
from guildmark.training.actions import (
    answer_comprehension,
    read_guideline,
    start_attempt,
    submit_attempt,
)
from guildmark.training.models import ComprehensionQuestion

SEATS = 20
#: How far each of those who come later gets: in, through the guideline, to a quiz they fail.
JOINED, READ, SAT = range(3)
#: So many of them.
ARRIVE = 3


@transaction.atomic
def go_on(prepared: Prepared, staff: Staff, newer: Sequence[User], *, seed: int) -> None:
    """All of it, once: a second call finds the second version and does nothing."""
    seeded = prepared.seeded
    project = seeded.project
    if project.guideline_versions.count() > 1:
        return
    for user, reaches in zip(newer, (SAT, READ, JOINED), strict=False):
        _come_as_far_as(user, reaches, seeded, seed=seed)
    _write_second_version(project, staff)
    _invite(staff)
    announce(
        actor_id=staff.manager.pk,
        community_id=staff.community.pk,
        title="Coins: what mirrors itself",
        body="Version 1.1 of the guideline says what to do with a coin that mirrors itself "
        "in the table. Thank you for asking.",
        states=["active"],
        tags=[],
        now=now(),
    )


def _write_second_version(project: Project, staff: Staff) -> None:
    """A translation of the first, and a question on it; an answer to another is taken up, and one
    line is clearer.

    The translation goes along, and is out of date in what changed.
    """
    actor_id = staff.manager.pk
    first = GuidelineVersion.objects.get(project=project, state="published")
    save_translation(
        actor_id=actor_id,
        guideline_version_id=first.pk,
        language="es",
        body_markdown=guidelines.COINS_ES,
        now=now(),
    )
    asked = GuidelineQuestion.objects.filter(project=project).exclude(answer="").first()
    if asked is None:
        return
    ask_about_guideline(
        user_id=asked.asked_by_id,
        project_id=project.pk,
        quote="Deja fuera la sombra.",
        language="es",
        text="¿Y el brillo de la moneda sobre la mesa?",
        now=now(),
    )
    answered = answer_guideline_question(
        actor_id=actor_id, question_id=asked.pk, answer=asked.answer, is_taken_up=True, now=now()
    )
    draft = answered.answered_in
    assert draft is not None  # noqa: S101 -- it was taken up just now
    draft.refresh_from_db()
    text = draft.body_markdown.replace(guidelines.SHADOW, guidelines.CLEARER_SHADOW)
    update_guideline_draft(guideline_version_id=draft.pk, body_markdown=text)
    publish_guideline(actor_id=actor_id, guideline_version_id=draft.pk, now=now())


def _invite(staff: Staff) -> None:
    """Into the community by invitation: a link for many, and a mail that waits for its answer."""
    invited = Community.objects.get(organisation=staff.organisation, name=SECOND_LOOKERS)
    for email, seats in (("", SEATS), ("friend@demo.invalid", 1)):
        invite_to_community(
            actor_id=staff.manager.pk,
            community_id=invited.pk,
            email=email,
            seats=seats,
            now=now(),
        )


def _come_as_far_as(user: User, reaches: int, seeded: Seeded, *, seed: int) -> None:
    project = seeded.project
    if project.community_id is None:
        return
    join(user_id=user.pk, community_id=project.community_id, now=now())
    if reaches >= READ:
        guideline = GuidelineVersion.objects.get(project=project, state="published")
        place = {"user_id": user.pk, "project_id": project.pk}
        read_guideline(**place, guideline_version_id=guideline.pk, now=now())
        questions = ComprehensionQuestion.objects.filter(project=project)
        answers = {str(one.pk): one.right_keys for one in questions}
        answer_comprehension(**place, answers=answers, now=now())
    if reaches >= SAT:
        practise(user, project)
        _fail(user, seeded, seed=seed)


def _fail(user: User, seeded: Seeded, *, seed: int) -> None:
    """A sitting by somebody who guesses where they draw: loose boxes, wrong kinds."""
    rng = np.random.default_rng([seed, 11])
    attempt = start_attempt(
        user_id=user.pk,
        project_id=seeded.project.pk,
        now=now(),
        chance=Random(seed),  # noqa: S311  a demonstration's dice
    )
    for asked in attempt.answers.select_related("question__item"):
        answer_quiz(user, attempt, asked.question, seeded, rng, manner=SPAMMER, at=now())
    submit_attempt(user_id=user.pk, attempt_id=attempt.pk, now=now())
