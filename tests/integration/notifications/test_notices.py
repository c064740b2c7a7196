"""People are told what concerns them: in the inbox always, by mail where they want it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from guildmark.accounts.models import User
from guildmark.communities import actions as communities
from guildmark.communities.errors import NobodyToTell
from guildmark.communities.models import Community, Membership
from guildmark.core import clock
from guildmark.events.actions import record
from guildmark.events.models import Event
from guildmark.notifications import actions, queries
from guildmark.notifications.models import Notice
from guildmark.projects.actions import (
    answer_guideline_question,
    ask_about_guideline,
    retract_guideline,
)
from guildmark.quality.actions import reject_appeal
from guildmark.quality.models import Appeal
from guildmark.training.actions import (
    expire_qualifications,
    grant_by_hand,
    restore_qualification,
    revoke_qualification,
    submit_attempt,
    suspend_qualification,
)
from guildmark.training.models import Qualification
from guildmark.work.actions import require_seat, warn_of_ends
from tests.factories import quality, work
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, community, member
from tests.factories.projects import guideline
from tests.factories.training import project_with_quiz, qualified, read, ready_for_quiz, start
from workers.routes import ROUTES
from workers.tasks.mail import send_notice
from workers.tasks.notices import tell, tell_members, tell_qualified, tell_retracted, tell_staff

pytestmark = pytest.mark.django_db
TASKS = {
    "notices.tell": tell,
    "notices.tell_members": tell_members,
    "notices.tell_qualified": tell_qualified,
    "notices.tell_retracted": tell_retracted,
    "notices.tell_staff": tell_staff,
    "mail.send_notice": send_notice,
}


def deliver() -> None:
    """Hand every event to the tasks of this app that listen, twice each, as a broker may."""
    for event in Event.objects.order_by("id"):
        for name in ROUTES.get(event.name, ()):
            for _ in range(2 if name in TASKS else 0):
                TASKS[name](event_id=event.pk, **event.payload)


def deliver_all() -> None:
    """The events there are, then those that came of them."""
    deliver()
    deliver()


def _owner_id(of: Community) -> int:
    return of.organisation.staff.get(role="owner").user_id


def _letters(user: User) -> list[EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def _inbox(user: User) -> list[tuple[str, str, str]]:
    found = queries.notices(user.pk).order_by("id")
    return list(found.values_list("title", "body", "href"))


def test_the_answer_to_an_application_comes_into_the_inbox_and_by_mail_once() -> None:
    made, ada = community(organisation(), name="Iberia", joining="apply"), person()
    waiting = application(made, user=ada)
    communities.decline_application(
        actor_id=_owner_id(made), application_id=waiting.pk, reason="Full this year.", now=NOW
    )

    deliver_all()

    href = f"/communities/{made.pk}"
    assert _inbox(ada) == [("Your application was declined: Iberia", "Full this year.", href)]
    (letter,) = _letters(ada)
    assert letter.subject == "Your application was declined: Iberia"
    assert "Full this year." in letter.body
    assert href in letter.body


def test_people_are_written_to_in_the_language_they_chose() -> None:
    made, ada = community(organisation(), name="Iberia", joining="apply"), person()
    User.objects.filter(pk=ada.pk).update(locale="es")
    waiting = application(made, user=ada)
    communities.decline_application(
        actor_id=_owner_id(made), application_id=waiting.pk, reason="Este año no.", now=NOW
    )

    deliver_all()

    (letter,) = _letters(ada)
    assert letter.subject == "Tu solicitud fue rechazada: Iberia"
    assert letter.body.startswith("Este año no.\n\nMíralo en Guildmark:")


def test_a_restriction_and_the_answer_to_an_appeal_reach_the_person() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    require_seat(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    pause = quality.pause(place, anna)
    appeal = quality.appeal(pause)
    reject_appeal(
        actor_id=place.manager.pk,
        appeal_id=appeal.pk,
        answer="We looked again, and it stays.",
        now=clock.now(),
    )

    deliver_all()

    name = place.project.name
    titles = [title for title, _, _ in _inbox(anna)]
    assert titles == [f"You are paused: {name}", f"Your appeal was rejected: {name}"]
    paused, rejected = (sent for sent in mail.outbox if sent.to == [anna.email])  # staff hear, too
    assert pause.reason in paused.body
    assert "We looked again, and it stays." in rejected.body
    assert Appeal.objects.get().state == "rejected"


def test_a_message_reaches_those_its_filter_names_and_nobody_else() -> None:
    made = community(organisation(), name="Iberia")
    night, day, gone = person(), person(), person()
    for someone in (night, day, gone):
        member(made, user=someone)
    communities.manage_member(
        actor_id=_owner_id(made), community_id=made.pk, user_id=night.pk, tags=["night"], now=NOW
    )
    communities.leave(user_id=gone.pk, community_id=made.pk, now=NOW)

    def write(states: list[str], tags: list[str]) -> int:
        return communities.announce(
            actor_id=_owner_id(made),
            community_id=made.pk,
            title="New work",
            body="A batch opens at eight.",
            states=states,
            tags=tags,
            now=NOW,
        ).recipient_count

    counts = [write(["active"], []), write(["active"], ["night", "early"])]
    with pytest.raises(NobodyToTell):
        write(["paused"], [])
    deliver_all()

    assert counts == [2, 1]
    assert [len(_inbox(someone)) for someone in (night, day, gone)] == [2, 1, 0]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [night.email, night.email, day.email]
    )


def test_what_comes_by_mail_is_the_persons_choice_and_what_was_read_is_not_sent() -> None:
    made, ada, bo = community(organisation()), person(), person()
    for someone in (ada, bo):
        member(made, user=someone)
    actions.choose_mail(user_id=ada.pk, kind="membership", is_wanted=False)

    for someone in (ada, bo):
        communities.manage_member(
            actor_id=_owner_id(made),
            community_id=made.pk,
            user_id=someone.pk,
            state=Membership.State.PAUSED,
            reason="A break",
            now=NOW,
        )
    deliver()
    actions.mark_read(user_id=bo.pk, notice_ids=None, now=NOW)
    deliver()

    assert [len(_inbox(someone)) for someone in (ada, bo)] == [1, 1]
    assert mail.outbox == []
    assert (queries.unread_count(ada.pk), queries.unread_count(bo.pk)) == (1, 0)
    assert queries.mail_choices(ada.pk)["membership"] is False
    assert queries.mail_choices(ada.pk)["appeal"] is True
    assert queries.mail_choices(ada.pk)["work"] is False


def test_rejected_work_and_a_lapsed_qualification_are_told_and_the_first_is_not_mailed() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    quality.rejected(place, anna)
    expire_qualifications(now=clock.now() + timedelta(days=4000))

    deliver_all()

    lapsed = f"Your qualification has ended: {place.project.name}"
    rejected = f"An answer of yours was rejected: {place.project.name}"
    assert [title for title, _, _ in _inbox(anna)] == [rejected, lapsed]
    assert [letter.subject for letter in mail.outbox] == [lapsed]


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
        ((title, body, href),) = _inbox(someone)
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
    told = [(title, body.split("\n")[0]) for title, body, _ in _inbox(anna)]
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

    titles = [title for title, _, _ in _inbox(anna)]
    assert titles == [f"Please pass the quiz again: {place.project.name}"]


def test_managers_have_one_unread_notice_however_many_apply() -> None:
    made = community(organisation(), name="Iberia", joining="apply")
    owner = User.objects.get(pk=_owner_id(made))
    applicants = [person(), person()]
    for someone in applicants:
        application(made, user=someone)

    deliver()

    href = f"/o/{made.organisation_id}/communities/{made.pk}"
    said = f"From {applicants[1].pseudonym}."
    assert _inbox(owner) == [("An application waits for an answer: Iberia", said, href)]
    assert Notice.objects.get(user=owner).count == 2

    actions.mark_read(user_id=owner.pk, notice_ids=None, now=NOW)
    application(made, user=person())
    deliver()

    assert queries.unread_count(owner.pk) == 1


def test_a_question_on_the_guideline_reaches_the_manager_and_its_answer_who_asked() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    asked = ask_about_guideline(
        user_id=anna.pk, project_id=place.project.pk, quote="", text="Chimneys too?", now=NOW
    )
    answer_guideline_question(
        actor_id=place.manager.pk,
        question_id=asked.pk,
        answer="No.",
        is_taken_up=False,
        now=NOW,
    )

    deliver()

    name = place.project.name
    managers = User.objects.get(pk=place.manager.pk)
    waits = f"A question on the guideline waits for an answer: {name}"
    assert _inbox(managers) == [(waits, "Chimneys too?", f"/p/{place.project.pk}/guideline")]
    answered = f"Your question on the guideline was answered: {name}"
    assert (answered, "Chimneys too?\n\nNo.", f"/training/{place.project.pk}") in _inbox(anna)


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


def test_many_rejections_of_an_hour_are_one_notice() -> None:
    place = work.workplace(items=3)
    anna = work.annotator(place)
    about = {"annotator_id": anna.pk, "project_id": place.project.pk, "reason": "careless"}
    for _ in range(3):
        record(
            name="assignment.rejected", payload=about, actor_id=None, organisation_id=None, now=NOW
        )

    for event in Event.objects.filter(name="assignment.rejected").order_by("id"):
        tell(event_id=event.pk, **event.payload)

    (notice,) = Notice.objects.filter(user=anna, kind="work")
    assert (notice.title, notice.count) == (
        f"An answer of yours was rejected: {place.project.name}",
        3,
    )


def test_nobody_reads_a_notice_of_somebody_else() -> None:
    ada, bo = person(), person()
    actions.notify(
        user_ids=[ada.pk], kind="message", title="Hello", body="", href="", event_id=1, now=NOW
    )

    changed = actions.mark_read(user_id=bo.pk, notice_ids=[Notice.objects.get().pk], now=NOW)

    assert (changed, queries.unread_count(ada.pk)) == (0, 1)


def test_a_minor_version_is_told_once_to_who_is_qualified_and_has_not_read_it() -> None:
    project, ada, bo, newcomer = project_with_quiz(), person(), person(), person()
    for someone in (ada, bo):
        qualified(project, someone)
    ready_for_quiz(project, newcomer)
    guideline(project, "# How to\n\nDraw a tight box.", change="minor")
    read(project, bo)

    deliver()

    assert _inbox(ada) == [
        (
            f"The guideline changed: {project.name}",
            "Version 1.1 is in force. You stay qualified; read what is new.",
            f"/training/{project.pk}",
        )
    ]
    assert (_inbox(bo), _inbox(newcomer)) == ([], [])


def test_a_major_version_is_told_with_what_it_takes_and_a_superseded_one_not_at_all() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)
    guideline(project, "# First", change="minor")
    guideline(project, "# Second", change="major")

    deliver()

    assert _inbox(ada) == []


def test_a_retracted_guideline_is_told_with_its_reason_to_who_is_qualified() -> None:
    project, ada, newcomer = project_with_quiz(), person(), person()
    qualified(project, ada)
    ready_for_quiz(project, newcomer)
    version = project.guideline_versions.get()
    waits = "You get no tasks until the next version is published. Your drafts stay."

    retract_guideline(
        actor_id=version.created_by_id,
        guideline_version_id=version.pk,
        reason="It says the wrong thing.",
        now=NOW,
    )
    deliver()

    assert _inbox(ada)[-1:] == [
        (
            f"The guideline was taken back: {project.name}",
            f"It says the wrong thing.\n\n{waits}",
            f"/training/{project.pk}",
        )
    ]
    assert _inbox(newcomer) == []
