"""People are told what becomes of their qualification, and managers who has no attempt left."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.notifications import actions
from guildmark.notifications.models import Notice
from guildmark.training.actions import (
    grant_by_hand,
    restore_qualification,
    revoke_qualification,
    submit_attempt,
    suspend_qualification,
)
from guildmark.training.models import Qualification
from guildmark.work.actions import require_seat, warn_of_ends
from tests.factories import quality, work
from tests.factories.accounts import NOW, person
from tests.factories.training import project_with_quiz, ready_for_quiz, start
from tests.integration.notifications.telling import deliver, deliver_all, inbox

pytestmark = pytest.mark.django_db


def test_who_has_not_worked_for_long_is_told_of_the_end_once_and_by_mail_as_they_chose() -> None:
    place = work.workplace(items=1)
    anna, bo = work.annotator(place), work.annotator(place)
    User.objects.filter(pk=anna.pk).update(locale="es")
    actions.choose_mail(user_id=bo.pk, kind="qualification", is_wanted=False)
    ends_at = clock.now() + timedelta(days=3)
    Qualification.objects.update(expires_at=ends_at)
    for _ in range(2):
        warn_of_ends(now=clock.now())

    deliver_all()

    day = ends_at.date().isoformat()
    for someone in (anna, bo):
        ((title, body, href),) = inbox(someone)
        assert title == f"Your qualification ends soon: {place.project.name}"
        assert body.startswith(f"It ends on {day}. Do a task of this project before then")
        assert href == f"/training/{place.project.pk}"
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        [anna.email],
        f"Tu calificación termina pronto: {place.project.name}",
    )
    assert f"Termina el {day}." in letter.body


def test_what_a_manager_does_to_a_qualification_is_told_with_its_reason() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    moves: list[tuple[Callable[..., object], dict[str, str]]] = [
        (suspend_qualification, {"reason": "Drew shadows."}),
        (restore_qualification, {}),
        (revoke_qualification, {"reason": "Two accounts."}),
        (grant_by_hand, {"reason": "A mistake of ours."}),
    ]
    for move, why in moves:
        move(
            actor_id=place.manager.pk,
            user_id=anna.pk,
            project_id=place.project.pk,
            now=NOW,
            **why,
        )
    deliver()

    name = place.project.name
    told = [(title, body.split("\n")[0]) for title, body, _ in inbox(anna)]
    assert told == [
        (f"Please pass the quiz again: {name}", "Drew shadows."),
        (f"You are qualified: {name}", "You can work without the quiz."),
        (f"Your qualification was taken back: {name}", "Two accounts."),
        (f"You are qualified: {name}", "A mistake of ours."),
    ]


def test_a_retraining_is_told_once_and_passing_ends_it_without_another_word() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    require_seat(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    quality.pause(place, anna, kind="retrain")

    deliver()

    titles = [title for title, _, _ in inbox(anna)]
    assert titles == [f"Please pass the quiz again: {place.project.name}"]


def test_managers_hear_of_who_has_no_attempt_left_and_not_of_who_has_one() -> None:
    last, spare = project_with_quiz(attempts_per_major=1), project_with_quiz()
    ada = person()
    for project in (last, spare):
        ready_for_quiz(project, ada)
        attempt = start(project, ada)
        submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    deliver()

    told = Notice.objects.filter(kind="waiting").values_list("title", "href")
    title = f"Somebody has used all attempts at the quiz: {last.name}"
    assert list(told) == [(title, f"/p/{last.pk}/qualifications")]
