"""Members look at what others sent, where the brief asks them to."""

import pytest

from guildmark.accounts.models import User
from guildmark.collection import actions, queries
from guildmark.collection.actions.reviewing import Reasons
from guildmark.collection.errors import (
    OwnAsset,
    ReasonMissing,
    ReviewedAlready,
    ReviewNotOpen,
)
from guildmark.collection.models import Asset, Brief
from guildmark.datasets.actions import add_items
from tests.factories import accounts, collection, communities
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db
OFF_BRIEF = Reasons("off_brief", "This is a glass.")


@pytest.fixture
def people() -> list[User]:
    """One who sends, and three who review."""
    return [accounts.person(name) for name in ("Ana", "Ben", "Cem", "Dia")]


@pytest.fixture
def brief(people: list[User]) -> Brief:
    """A brief that asks two members, whose permission Ana has signed."""
    made = collection.brief(None, *people, reviews_wanted=2, review_price_minor=3)
    collection.sign(made, people[0])
    return made


def _review(asset: Asset, user: User, *, is_accepted: bool = True) -> Asset:
    return actions.review_asset(
        user_id=user.pk,
        asset_id=asset.pk,
        is_accepted=is_accepted,
        reasons=Reasons() if is_accepted else OFF_BRIEF,
        now=NOW,
    )


def test_as_many_as_the_brief_wants_accept_a_picture_and_are_paid(
    brief: Brief, people: list[User]
) -> None:
    ana, ben, cem, _ = people
    asset = collection.send(brief, ana)

    after_one = _review(asset, ben).state
    after_two = _review(asset, cem)

    assert (after_one, after_two.state) == (Asset.State.WAITING, Asset.State.ACCEPTED)
    assert after_two.item is not None
    earned = [queries.earned(user_id=one.pk, brief=brief).amount_minor for one in people]
    assert earned == [20, 3, 3, 0]
    assert [share.review_count for share in queries.shares(ben.pk, [brief])] == [1]


def test_a_picture_all_reject_is_rejected_with_the_reason_its_sender_reads(
    brief: Brief, people: list[User]
) -> None:
    ana, ben, cem, _ = people
    asset = collection.send(brief, ana)

    _review(asset, ben, is_accepted=False)
    rejected = _review(asset, cem, is_accepted=False)

    assert (rejected.state, rejected.reason_code, rejected.note) == (
        Asset.State.REJECTED,
        OFF_BRIEF.code,
        OFF_BRIEF.note,
    )
    assert brief.strata.get(name="Indoors").taken_count == 0


def test_where_members_disagree_the_staff_decides(brief: Brief, people: list[User]) -> None:
    ana, ben, cem, dia = people
    asset = collection.send(brief, ana)
    _review(asset, ben)

    disputed = _review(asset, cem, is_accepted=False)

    assert (disputed.state, disputed.is_disputed) == (Asset.State.WAITING, True)
    assert queries.next_to_review(user_id=dia.pk, brief_id=brief.pk) is None
    with pytest.raises(ReviewNotOpen):
        _review(asset, dia)
    decided = actions.accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=NOW)
    assert (decided.state, decided.is_disputed) == (Asset.State.ACCEPTED, False)


def test_nobody_reviews_their_own_or_twice_or_without_a_reason(
    brief: Brief, people: list[User]
) -> None:
    ana, ben, *_ = people
    asset = collection.send(brief, ana)
    _review(asset, ben)

    with pytest.raises(OwnAsset):
        _review(asset, ana)
    with pytest.raises(ReviewedAlready):
        _review(asset, ben)
    with pytest.raises(ReasonMissing):
        actions.review_asset(
            user_id=people[2].pk, asset_id=asset.pk, is_accepted=False, reasons=Reasons(), now=NOW
        )
    assert queries.next_to_review(user_id=ana.pk, brief_id=brief.pk) is None
    assert queries.next_to_review(user_id=ben.pk, brief_id=brief.pk) is None
    assert queries.next_to_review(user_id=people[2].pk, brief_id=brief.pk) == asset


def test_strangers_and_the_members_of_a_brief_for_its_staff_review_nothing(
    people: list[User],
) -> None:
    ana, ben, *_ = people
    staffed = collection.brief(None, ana, ben)
    collection.sign(staffed, ana)
    asked = collection.brief(None, ana, reviews_wanted=1)
    collection.sign(asked, ana)

    for asset in (collection.send(staffed, ana), collection.send(asked, ana)):
        with pytest.raises(ReviewNotOpen):
            _review(asset, ben)
    assert asked.project.community is not None
    communities.member(asked.project.community, user=ben)
    assert queries.may_review(user_id=ben.pk, brief=asked, now=NOW)


def test_members_who_accept_what_the_dataset_has_meanwhile_leave_it_to_the_staff(
    brief: Brief, people: list[User]
) -> None:
    ana, ben, cem, _ = people
    content = collection.photo(7)
    asset = collection.send(brief, ana, content)
    dataset = brief.project.dataset
    assert dataset is not None
    files = [("twin.jpg", content)]
    add_items(dataset=dataset, files=files, actor_id=ben.pk, now=NOW)
    _review(asset, ben)

    after = _review(asset, cem)

    after.refresh_from_db()
    assert (after.state, after.is_disputed, after.item) == (Asset.State.WAITING, True, None)
    assert queries.earned(user_id=cem.pk, brief=brief).amount_minor == 3
