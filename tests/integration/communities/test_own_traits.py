"""Facts of an organisation's own, what is verified, and what a person sees and erases of it all."""

from typing import Any

import pytest
from django.core.mail import EmailMessage

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import TraitInUse, TraitNameTaken, WrongCriteria
from guildmark.communities.models import Community, Membership, Profile, TraitChange, TraitValue
from guildmark.core.errors import NotAllowed, NotFound, WrongInput
from guildmark.events.models import Event
from guildmark.notifications.models import Notice
from guildmark.work.actions import make_audience
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    clause,
    community,
    declare,
    member,
    own_trait,
    set_criteria,
)
from tests.factories.datasets import owner_id
from tests.factories.work import annotator, workplace
from workers.tasks.mail import send_notice
from workers.tasks.notices import tell

pytestmark = pytest.mark.django_db


def _retire(of: Community, trait_id: int) -> None:
    actions.retire_trait(
        actor_id=owner_id(of.organisation),
        organisation_id=of.organisation_id,
        trait_id=trait_id,
        now=NOW,
    )


def _verify(of: Community, user: User, key: str, value: object) -> TraitValue:
    return actions.verify_trait_value(
        actor_id=owner_id(of.organisation),
        community_id=of.pk,
        user_id=user.pk,
        key=key,
        value=value,
        now=NOW,
    )


def test_a_fact_of_ones_own_is_asked_of_those_who_may_know_of_its_communities() -> None:
    of, elsewhere = organisation(), organisation()
    shoe = own_trait(of, name="Shoe", kind="choice", options=["Wide", "Narrow"])
    made = community(of, take=[[clause(shoe.key, "=", "wide")]])
    ada = person()
    hidden = own_trait(elsewhere, name="Shoe", kind="text")

    asked = {trait.key for trait in queries.traits_asked(ada.pk)}
    actions.set_trait_value(user_id=ada.pk, key=shoe.key, value="wide", now=NOW)

    assert shoe.key in asked
    assert hidden.key not in asked
    assert member(made, user=ada).state == "active"
    with pytest.raises(NotFound):
        actions.set_trait_value(user_id=ada.pk, key=hidden.key, value="x", now=NOW)


def test_a_fact_in_use_is_not_taken_away_and_the_communities_are_named() -> None:
    of = organisation()
    shoe = own_trait(of, name="Shoe", kind="number")
    made = community(of, name="Feet", take=[[clause(shoe.key, ">", 40)]])

    with pytest.raises(TraitInUse, match="“Shoe” is asked for by “Feet”"):
        _retire(made, shoe.pk)
    set_criteria(made, {})
    _retire(made, shoe.pk)

    assert shoe.key not in {trait.key for trait in queries.traits_asked(person().pk)}
    with pytest.raises(WrongCriteria):
        set_criteria(made, {"take": [[clause(shoe.key, ">", 40)]]})


def test_a_fact_of_ones_own_gets_more_answers_and_keeps_what_people_said() -> None:
    of = organisation()
    shoe = own_trait(of, name="Shoe", kind="choice", options=["Boot", "Clog"])
    community(of)
    ada = person()
    actions.set_trait_value(user_id=ada.pk, key=shoe.key, value="boot", now=NOW)
    # Any: the arguments of an action.
    asked: dict[str, Any] = {
        "actor_id": owner_id(of),
        "organisation_id": of.pk,
        "trait_id": shoe.pk,
        "now": NOW,
    }

    changed = actions.update_trait(name="Footwear", more_options=["Sandal"], **asked)
    for taken in ("Sandal", "boot"):
        with pytest.raises(WrongInput):
            actions.update_trait(more_options=[taken], **asked)
    actions.set_trait_value(user_id=ada.pk, key=shoe.key, value="sandal", now=NOW)

    assert (changed.key, changed.name) == (shoe.key, "Footwear")
    assert [one["key"] for one in changed.options] == ["boot", "clog", "sandal"]
    with pytest.raises(NotFound):
        actions.update_trait(name="Shoes", **{**asked, "organisation_id": organisation().pk})


def test_a_fact_has_a_name_of_its_own_and_a_choice_two_answers() -> None:
    of = organisation()
    own_trait(of, name="Shoe")

    with pytest.raises(TraitNameTaken):
        own_trait(of, name="Shoe")
    for options in (["One"], ["Same", "same"]):
        with pytest.raises(WrongInput):
            own_trait(of, name="Hat", kind="choice", options=options)


def test_facts_and_answers_of_names_that_leave_no_letters_have_a_key_each() -> None:
    of = organisation()

    facts = [own_trait(of, name=name).key for name in ("Владеете собакой", "愛犬", "Dog", "Dog!")]
    spoken = own_trait(of, name="Code", kind="choices", options=["C", "C++", "C#", "愛", "犬"])

    assert facts == [f"o{of.pk}", f"o{of.pk}-2", f"o{of.pk}-dog", f"o{of.pk}-dog-2"]
    assert [one["key"] for one in spoken.options] == ["c", "c-2", "c-3", "option-3", "option-4"]


def test_a_name_is_taken_however_it_is_written_and_free_after_renaming_and_retiring() -> None:
    of = organisation()
    made = community(of)
    shoe = own_trait(of, name="Größe")
    hat = own_trait(of, name="Hat")
    # Any: the arguments of an action.
    of_shoe: dict[str, Any] = {
        "actor_id": owner_id(of),
        "organisation_id": of.pk,
        "trait_id": shoe.pk,
        "now": NOW,
    }

    with pytest.raises(TraitNameTaken):
        own_trait(of, name="GRÖSSE")
    with pytest.raises(TraitNameTaken):
        actions.update_trait(name="hat", **of_shoe)
    renamed = actions.update_trait(name="GRÖSSE", **of_shoe)
    actions.update_trait(name="Size", **of_shoe)
    _retire(made, hat.pk)
    again = [own_trait(of, name=name) for name in ("Größe", "Hat")]

    assert renamed.name == "GRÖSSE"
    assert [one.key for one in again] == [f"{shoe.key}-2", f"{hat.key}-2"]


def test_what_was_verified_of_a_member_is_seen_and_not_declared_over() -> None:
    of = organisation()
    talked = own_trait(of, name="Interviewed", filled_by="staff")
    made, ada = community(of), person()
    with pytest.raises(NotFound):
        _verify(made, ada, talked.key, value=True)
    member(made, user=ada)

    _verify(made, ada, talked.key, value=True)

    held = queries.held_values(ada.pk)
    assert [(one.held.trait.name, one.held.value, one.held.source) for one in held] == [
        ("Interviewed", True, "verified")
    ]
    with pytest.raises(NotAllowed):
        actions.delete_trait_value(user_id=ada.pk, key=talked.key, now=NOW)
    with pytest.raises(NotFound):
        _verify(made, ada, "country", "PT")


def test_a_person_sees_what_is_held_what_was_held_and_who_asks_for_it() -> None:
    community(organisation(), name="Iberia", take=[[clause("country", "=", "PT")]])
    ada = person()
    declare(ada, country="ES", device=["phone"])
    declare(ada, country="PT")

    held = {one.held.trait.key: one for one in queries.held_values(ada.pk)}

    assert [change.value for change in held["country"].history] == ["ES"]
    assert held["country"].asked_by == ["Iberia"]
    assert (held["device"].history, held["device"].asked_by) == ([], [])


def test_a_quota_and_the_audiences_of_a_project_ask_for_what_is_held() -> None:
    place = workplace()
    ada = annotator(place)
    declare(ada, country="PT", device=["phone"], pets=["dog"])
    actions.set_quota(
        actor_id=place.manager.pk,
        community_id=place.community.pk,
        trait="country",
        seats={"PT": 3},
        now=NOW,
    )
    for name, owns in (("Phones", "phone"), ("Tablets", "tablet")):
        make_audience(
            actor_id=place.manager.pk,
            project_id=place.project.pk,
            name=name,
            criteria=[[clause("device", "contains_any", [owns])]],
            now=NOW,
        )
    stranger = person()
    declare(stranger, country="PT", device=["phone"])

    asked = [
        {one.held.trait.key: one.asked_by for one in queries.held_values(user.pk)}
        for user in (ada, stranger)
    ]

    circle, project = place.community.name, place.project.name
    assert asked == [
        {"country": [circle], "device": [project], "pets": []},
        {"country": [circle], "device": []},
    ]


def test_erasing_leaves_nothing_and_memberships_follow() -> None:
    made = community(organisation(), take=[[clause("country", "=", "PT")]])
    ada = person()
    declare(ada, country="ES", device=["phone"])
    declare(ada, country="PT")
    member(made, user=ada)

    erased = [actions.erase_traits(user_id=ada.pk, now=NOW) for _ in range(2)]

    assert erased == [2, 0]
    assert not TraitValue.objects.filter(user=ada).exists()
    assert not TraitChange.objects.filter(user=ada).exists()
    assert Profile.objects.get(user=ada).answers == {}
    assert Membership.objects.get(user=ada).state == "ineligible"


def test_criteria_may_ask_for_nothing_but_what_the_organisation_verified() -> None:
    of = organisation()
    talked = own_trait(of, name="Interviewed")
    made, ada = community(of), person()
    member(made, user=ada)
    set_criteria(made, {"take": [[{**clause(talked.key, "=", True), "source": "verified"}]]})
    stand = []
    for say in (
        lambda: None,
        lambda: actions.set_trait_value(user_id=ada.pk, key=talked.key, value=True, now=NOW),
        lambda: _verify(made, ada, talked.key, value=True),
    ):
        say()
        (one,) = queries.explain(user_id=ada.pk, community_id=made.pk)
        stand.append((one.is_met, queries.member(made.pk, ada.pk).state))

    assert stand == [(False, "active"), (False, "ineligible"), (True, "active")]
    assert one.sentence == "has Interviewed: yes (verified by the organisation)"
    assert queries.eligible_ids(user_ids=[ada.pk], criteria=queries.criteria_of([made.pk])[made.pk])


def test_nobody_asks_for_verified_answers_to_what_they_cannot_verify() -> None:
    made = community(organisation())

    with pytest.raises(WrongCriteria) as caught:
        set_criteria(made, {"take": [[{**clause("country", "=", "PT"), "source": "verified"}]]})

    assert [one.code for one in caught.value.errors] == ["wrong_source"]


def _take_back(of: Community, user: User, key: str) -> None:
    actions.take_back_verified(
        actor_id=owner_id(of.organisation),
        community_id=of.pk,
        user_id=user.pk,
        key=key,
        now=NOW,
    )


def test_what_was_verified_is_taken_back_once_and_memberships_follow() -> None:
    of = organisation()
    talked = own_trait(of, name="Interviewed", filled_by="staff")
    made, inner, ada = community(of), community(of), person()
    member(made, user=ada)
    _verify(made, ada, talked.key, value=True)
    member(inner, user=ada)
    set_criteria(inner, {"take": [[clause(talked.key, "=", True)]]})
    actions.reevaluate(community_id=inner.pk, now=NOW)
    was_active = queries.is_active_member(user_id=ada.pk, community_id=inner.pk)

    _take_back(made, ada, talked.key)
    _take_back(made, ada, talked.key)

    assert was_active
    assert not queries.is_active_member(user_id=ada.pk, community_id=inner.pk)
    assert queries.held_values(ada.pk) == []
    told = Event.objects.filter(name="trait_value.taken_back")
    assert [one.payload for one in told] == [
        {"user_id": ada.pk, "community_id": made.pk, "trait": "Interviewed"}
    ]
    tell(event_id=told[0].pk, **told[0].payload)
    notices = Notice.objects.filter(user=ada).values_list("title", "body", "href")
    said = f"It was said of you in {made.name}. See in your profile what is held of you."
    title = "What was verified of you was taken back: Interviewed"
    assert list(notices) == [(title, said, "/me")]


def test_a_name_of_two_lines_of_before_breaks_no_mail(mailoutbox: list[EmailMessage]) -> None:
    of = organisation()
    talked = own_trait(of, name="Interviewed\nby us", filled_by="staff")
    made, ada = community(of), person()
    member(made, user=ada)
    _verify(made, ada, talked.key, value=True)
    _take_back(made, ada, talked.key)

    for name, handler in (("trait_value.taken_back", tell), ("notice.made", send_notice)):
        for event in Event.objects.filter(name=name):
            handler(event_id=event.pk, **event.payload)

    assert [letter.subject for letter in mailoutbox] == [
        "What was verified of you was taken back: Interviewed by us"
    ]


def test_what_somebody_said_stands_again_when_what_was_verified_over_it_is_taken_back() -> None:
    of = organisation()
    shoe = own_trait(of, name="Shoe size", kind="number")
    made, ada = community(of), person()
    member(made, user=ada)
    actions.set_trait_value(user_id=ada.pk, key=shoe.key, value=41, now=NOW)
    _verify(made, ada, shoe.key, 43)
    _verify(made, ada, shoe.key, 44)

    _take_back(made, ada, shoe.key)

    (held,) = queries.held_values(ada.pk)
    assert (held.held.value, held.held.source) == (41, "declared")
    assert [(one.value, one.source) for one in held.history] == [
        (41, "declared"),
        (43, "verified"),
        (44, "verified"),
    ]


def test_nobody_takes_back_what_is_not_theirs_and_of_who_left_it_still_goes() -> None:
    of = organisation()
    talked = own_trait(of, name="Interviewed", filled_by="staff")
    made, elsewhere, ada = community(of), community(organisation()), person()
    member(made, user=ada)
    member(elsewhere, user=ada)
    declare(ada, country="PT")
    _verify(made, ada, talked.key, value=True)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)

    for place, key in ((elsewhere, talked.key), (made, "country")):
        with pytest.raises(NotFound):
            _take_back(place, ada, key)
    with pytest.raises(NotFound):
        _take_back(made, person(), talked.key)
    before = {one.held.trait.key for one in queries.held_values(ada.pk)}
    _take_back(made, ada, talked.key)

    assert before == {"country", talked.key}
    assert [one.held.trait.key for one in queries.held_values(ada.pk)] == ["country"]
