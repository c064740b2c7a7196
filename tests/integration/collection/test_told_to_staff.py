"""The staff hears of collected pictures that wait for it, and of no others."""

import pytest

from guildmark.accounts.models import User
from guildmark.collection import actions
from guildmark.collection.actions.reviewing import Reasons
from guildmark.collection.models import Brief
from guildmark.events.models import Event
from guildmark.notifications import queries
from tests.factories import accounts, collection
from tests.factories.accounts import NOW
from workers.tasks.notices import tell_staff

pytestmark = pytest.mark.django_db


def _deliver(*names: str) -> None:
    for event in Event.objects.filter(name__in=names).order_by("pk"):
        tell_staff(event_id=event.pk, **event.payload)


def _told(brief: Brief) -> list[tuple[str, str]]:
    managers = brief.project.organisation.staff.filter(role="owner")
    (user_id,) = managers.values_list("user_id", flat=True)
    return list(queries.notices(user_id).values_list("title", "href"))


def _waiting(brief: Brief) -> list[tuple[str, str]]:
    href = f"/p/{brief.project_id}/collection"
    return [(f"Pictures wait for a review: {brief.project.name}", href)]


def test_a_picture_that_the_staff_reviews_is_told_once_however_many_come() -> None:
    ana = accounts.person()
    brief = collection.brief(None, ana)
    collection.sign(brief, ana)
    for _ in range(2):
        collection.send(brief, ana)

    _deliver("asset.collected")

    assert _told(brief) == _waiting(brief)


def _review(brief: Brief, user: User, *, asset_id: int, is_accepted: bool) -> None:
    actions.review_asset(
        user_id=user.pk,
        asset_id=asset_id,
        is_accepted=is_accepted,
        reasons=Reasons() if is_accepted else Reasons("off_brief", "This is a glass."),
        now=NOW,
    )


def test_a_picture_that_members_review_is_told_only_when_they_disagree() -> None:
    ana, ben, cem = (accounts.person() for _ in range(3))
    brief = collection.brief(None, ana, ben, cem, reviews_wanted=2)
    collection.sign(brief, ana)
    asset = collection.send(brief, ana)
    _deliver("asset.collected")
    before = _told(brief)
    _review(brief, ben, asset_id=asset.pk, is_accepted=True)
    _review(brief, cem, asset_id=asset.pk, is_accepted=False)

    _deliver("asset.disputed")

    assert (before, _told(brief)) == ([], _waiting(brief))
