"""What can be asked is kept by each process, and is never older than the database has it."""

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import Organisation
from guildmark.communities.criteria import DoorsMet, held_under
from guildmark.communities.models import Trait
from guildmark.communities.queries import meets, traits_by_key, traits_with_values
from guildmark.communities.queries.catalogue import catalogues
from tests.factories.accounts import organisation, person
from tests.factories.communities import catalogue, clause, community, declare, hold

pytestmark = pytest.mark.django_db


def _own(owner: Organisation, key: str, *options: str) -> Trait:
    listed = [{"key": one, "name": one.title()} for one in options]
    return Trait.objects.create(
        organisation=owner, key=key, name=key, question=f"{key}?", type="choice", options=listed
    )


def test_what_did_not_change_is_the_same_object_and_what_did_is_read_anew() -> None:
    mine = organisation()
    colour, size = _own(mine, "colour", "red"), _own(mine, "size", "small", "large")

    before = catalogues([mine.pk])[mine.pk]
    again = catalogues([mine.pk])[mine.pk]
    Trait.objects.filter(pk=colour.pk).update(options=[{"key": "blue", "name": "Blue"}])
    after = catalogues([mine.pk])[mine.pk]

    assert again is before
    assert after.by_key["size"] is before.by_key["size"]
    assert before.by_key["colour"].option_names == {"red": "Red"}
    assert after.by_key["colour"].option_names == {"blue": "Blue"}
    assert after.by_key["size"] == size


def test_what_is_taken_back_or_written_past_the_models_is_seen_too() -> None:
    mine = organisation()
    colour = _own(mine, "colour", "red")
    catalogues([mine.pk])

    try:
        with transaction.atomic():
            Trait.objects.filter(pk=colour.pk).update(name="Paint")
            inside = traits_by_key(mine.pk)["colour"].name
            raise RuntimeError  # takes it back
    except RuntimeError:
        outside = traits_by_key(mine.pk)["colour"].name
    with connection.cursor() as cursor:
        cursor.execute("UPDATE communities_trait SET name = 'Tint' WHERE id = %s", [colour.pk])
    written = traits_by_key(mine.pk)["colour"].name
    colour.delete()

    assert (inside, outside, written) == ("Paint", "colour", "Tint")
    assert "colour" not in traits_by_key(mine.pk)


def test_organisations_share_the_catalogue_and_none_has_what_is_anothers() -> None:
    catalogue()
    mine, others = organisation(), organisation()
    _own(mine, "colour", "red")
    _own(others, "colour", "blue", "green")

    found = catalogues([None, mine.pk, others.pk])

    assert "colour" not in found[None].by_key
    assert list(found[mine.pk].by_key["colour"].option_names) == ["red"]
    assert list(found[others.pk].by_key["colour"].option_names) == ["blue", "green"]
    assert found[mine.pk].by_key["country"] is found[others.pk].by_key["country"]


def test_judging_takes_two_queries_whether_the_process_knows_the_facts_or_not() -> None:
    declare(ada := person(), country="PT")
    made = community(organisation(), take=[[clause("country", "in", ["PT"])]])
    Trait.objects.update(position=F("position"))

    with CaptureQueriesContext(connection) as new:
        first = meets(user_id=ada.pk, community_ids=[made.pk])[made.pk]
    with CaptureQueriesContext(connection) as known:
        second = meets(user_id=ada.pk, community_ids=[made.pk])[made.pk]

    assert (first, second) == (DoorsMet(True, True, True), DoorsMet(True, True, True))
    assert (len(new), len(known)) == (2, 2)


def test_answers_to_what_other_organisations_ask_are_held_too() -> None:
    mine, others = organisation(), organisation()
    theirs = _own(others, "colour", "red", "blue")
    hold(ada := person(), theirs, "blue")

    _, values = traits_with_values(user_id=ada.pk, organisation_ids=[mine.pk])

    assert values == {held_under(theirs.pk): "blue"}
