"""Criteria tried on one member: what they meet, never what they answered, and a note of it."""

import pytest

from guildmark.accounts.models import User
from guildmark.communities import actions
from guildmark.communities.actions import Trial
from guildmark.communities.models import Community
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, member, own_trait
from tests.factories.datasets import owner_id

pytestmark = pytest.mark.django_db
DOORS = {
    "discover": [[clause("country", "=", "PT")]],
    "take": [
        [
            clause("native_language", "contains_any", ["pt"]),
            clause("device", "contains_any", ["phone"]),
        ]
    ],
}


def _try(of: Community, user: User, doors: object = DOORS) -> Trial:
    actor_id = owner_id(of.organisation)
    return actions.try_criteria(
        actor_id=actor_id, community_id=of.pk, user_id=user.pk, doors=doors, now=NOW
    )


def test_each_thing_asked_is_met_or_not_and_no_answer_is_told() -> None:
    made, ada = community(organisation()), person()
    declare(ada, country="PT", native_language=["es"], device=["desktop"])
    member(made, user=ada)

    trial = _try(made, ada)

    assert (trial.doors.discover, trial.doors.preview, trial.doors.take) == (True, True, False)
    assert [(one.door, one.is_met, one.sentence) for one in trial.clauses] == [
        ("discover", True, "lives in Portugal"),
        ("take", False, "speaks Portuguese as a first language, or works on Phone"),
    ]
    noted = Event.objects.filter(name="criteria.tried").values_list("payload", flat=True)
    assert list(noted) == [{"community_id": made.pk, "user_id": ada.pk}]


def test_it_is_tried_on_members_alone_and_changes_nothing_of_them() -> None:
    of = organisation()
    made, ada, stranger = community(of), person(), person()
    held = member(made, user=ada)
    own = own_trait(of)

    trial = _try(made, ada, {"take": [[clause(own.key, "=", True)]]})

    assert not trial.doors.take
    held.refresh_from_db()
    assert held.state == "active"
    with pytest.raises(NotFound):
        _try(made, stranger)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    with pytest.raises(NotFound):
        _try(made, ada)
