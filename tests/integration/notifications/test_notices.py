"""People are told what concerns them: in the inbox always, by mail where they want it."""

from datetime import timedelta

import pytest
from django.core import mail

from guildmark.accounts.models import User
from guildmark.communities import actions as communities
from guildmark.communities.errors import NobodyToTell
from guildmark.communities.models import Membership
from guildmark.core import clock
from guildmark.events.actions import record
from guildmark.events.models import Event
from guildmark.notifications import actions, queries
from guildmark.notifications.models import Notice
from guildmark.quality.actions import reject_appeal
from guildmark.quality.models import Appeal
from guildmark.training.actions import (
    expire_qualifications,
)
from guildmark.work.actions import require_seat
from tests.factories import quality, work
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, community, member
from tests.factories.datasets import owner_id
from tests.integration.notifications.telling import deliver, deliver_all, inbox, letters
from workers.tasks.notices import tell

pytestmark = pytest.mark.django_db


def test_the_answer_to_an_application_comes_into_the_inbox_and_by_mail_once() -> None:
    made, ada = community(organisation(), name="Iberia", joining="apply"), person()
    waiting = application(made, user=ada)
    communities.decline_application(
        actor_id=owner_id(made.organisation),
        application_id=waiting.pk,
        reason="Full this year.",
        now=NOW,
    )

    deliver_all()

    href = f"/communities/{made.pk}"
    assert inbox(ada) == [("Your application was declined: Iberia", "Full this year.", href)]
    (letter,) = letters(ada)
    assert letter.subject == "Your application was declined: Iberia"
    assert "Full this year." in letter.body
    assert href in letter.body


def test_people_are_written_to_in_the_language_they_chose() -> None:
    made, ada = community(organisation(), name="Iberia", joining="apply"), person()
    User.objects.filter(pk=ada.pk).update(locale="es")
    waiting = application(made, user=ada)
    communities.decline_application(
        actor_id=owner_id(made.organisation),
        application_id=waiting.pk,
        reason="Este año no.",
        now=NOW,
    )

    deliver_all()

    (letter,) = letters(ada)
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
    titles = [title for title, _, _ in inbox(anna)]
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
        actor_id=owner_id(made.organisation),
        community_id=made.pk,
        user_id=night.pk,
        tags=["night"],
        now=NOW,
    )
    communities.leave(user_id=gone.pk, community_id=made.pk, now=NOW)

    def write(states: list[str], tags: list[str]) -> int:
        return communities.announce(
            actor_id=owner_id(made.organisation),
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
    assert [len(inbox(someone)) for someone in (night, day, gone)] == [2, 1, 0]
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
            actor_id=owner_id(made.organisation),
            community_id=made.pk,
            user_id=someone.pk,
            state=Membership.State.PAUSED,
            reason="A break",
            now=NOW,
        )
    deliver()
    actions.mark_read(user_id=bo.pk, notice_ids=None, now=NOW)
    deliver()

    assert [len(inbox(someone)) for someone in (ada, bo)] == [1, 1]
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
    assert [title for title, _, _ in inbox(anna)] == [rejected, lapsed]
    assert [letter.subject for letter in mail.outbox] == [lapsed]


def test_managers_have_one_unread_notice_however_many_apply() -> None:
    made = community(organisation(), name="Iberia", joining="apply")
    owner = User.objects.get(pk=owner_id(made.organisation))
    applicants = [person(), person()]
    for someone in applicants:
        application(made, user=someone)

    deliver()

    href = f"/o/{made.organisation_id}/communities/{made.pk}"
    said = f"From {applicants[1].pseudonym}."
    assert inbox(owner) == [("An application waits for an answer: Iberia", said, href)]
    assert Notice.objects.get(user=owner).count == 2

    actions.mark_read(user_id=owner.pk, notice_ids=None, now=NOW)
    application(made, user=person())
    deliver()

    assert queries.unread_count(owner.pk) == 1


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
