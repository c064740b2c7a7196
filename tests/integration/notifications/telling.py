"""Hands events to what tells people of them, and looks at what came of it."""

from django.core import mail
from django.core.mail import EmailMessage

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.notifications import queries
from workers.routes import ROUTES
from workers.tasks.mail import send_notice
from workers.tasks.notices import (
    tell,
    tell_members,
    tell_paid,
    tell_qualified,
    tell_retracted,
    tell_staff,
)

TASKS = {
    "notices.tell": tell,
    "notices.tell_members": tell_members,
    "notices.tell_paid": tell_paid,
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


def letters(user: User) -> list[EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def inbox(user: User) -> list[tuple[str, str, str]]:
    found = queries.notices(user.pk).order_by("id")
    return list(found.values_list("title", "body", "href"))
