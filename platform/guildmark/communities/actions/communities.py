"""Communities and what they ask."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.communities.actions.circles import require_no_circle
from guildmark.communities.actions.seats import forget_strata
from guildmark.communities.criteria import ANY, DOORS, Clause, new_criteria
from guildmark.communities.errors import CriteriaChanged, NameTaken
from guildmark.communities.models import Community, CriteriaVersion, Trait
from guildmark.communities.queries import divides_people, usable_traits
from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.events.actions import record


@transaction.atomic
def create_community(
    *,
    actor_id: int,
    organisation_id: int,
    name: str,
    description: str,
    joining: str,
    now: datetime,
) -> Community:
    """Make a community that asks nothing yet. Records community.created. Raises NameTaken."""
    try:
        with transaction.atomic():
            community = Community.objects.create(
                organisation_id=organisation_id,
                name=name,
                description=description,
                joining=joining,
                created_at=now,
            )
    except IntegrityError as error:
        raise _named(error) from error
    _record("community.created", community, {"name": name}, actor_id=actor_id, now=now)
    return community


@transaction.atomic
def update_community(
    *,
    actor_id: int,
    community_id: int,
    name: str | None = None,
    description: str | None = None,
    joining: str | None = None,
    questions: list[str] | None = None,
    now: datetime,
) -> Community:
    """Change how a community is called or joined; None leaves it. Records community.changed.

    Raises NotFound and NameTaken.
    """
    community = _locked(community_id)
    given = {
        "name": name,
        "description": description,
        "joining": joining,
        "questions": questions,
    }
    changes = {key: value for key, value in given.items() if value is not None}
    for key, value in changes.items():
        setattr(community, key, value)
    try:
        with transaction.atomic():
            community.save(update_fields=list(changes))
    except IntegrityError as error:
        raise _named(error) from error
    _record("community.changed", community, changes, actor_id=actor_id, now=now)
    return community


@transaction.atomic
def close_community(*, actor_id: int, community_id: int, now: datetime) -> Community:
    """Take nobody in any more: nobody joins, applies, or is let in. Records community.closed.

    Members, projects, criteria and what waits for an answer stay as they are. Raises NotFound.
    Closing twice changes and records nothing.
    """
    community = _locked(community_id)
    if community.is_closed:
        return community
    return _ended(community, "community.closed", actor_id=actor_id, closed_at=now, now=now)


@transaction.atomic
def reopen_community(*, actor_id: int, community_id: int, now: datetime) -> Community:
    """Take people in again, the way it was joined before. Records community.reopened.

    Raises NotFound. Twice changes and records nothing.
    """
    community = _locked(community_id)
    if not community.is_closed:
        return community
    return _ended(community, "community.reopened", actor_id=actor_id, closed_at=None, now=now)


def _ended(
    community: Community, name: str, *, actor_id: int, closed_at: datetime | None, now: datetime
) -> Community:
    community.closed_at = closed_at
    community.save(update_fields=["closed_at"])
    _record(name, community, {}, actor_id=actor_id, now=now)
    return community


@transaction.atomic
def set_quota(
    *, actor_id: int, community_id: int, trait: str, seats: Mapping[str, int], now: datetime
) -> Community:
    """Want so many members of each answer to a choice; no seats: as many as come.

    Of native languages the one named first counts. Who is in stays in; what another quota had
    written of them is forgotten. Answers that are not named are not limited. Records quota.changed.
    Raises NotFound and WrongInput. Calling twice sets it twice.
    """
    community = _locked(community_id)
    if seats:
        _require_strata(usable_traits(community.organisation_id).get(trait), seats)
    if community.quota.get("trait") != (trait if seats else None):
        forget_strata(community)
    community.quota = {"trait": trait, "seats": dict(seats)} if seats else {}
    community.save(update_fields=["quota"])
    _record("quota.changed", community, {"trait": trait}, actor_id=actor_id, now=now)
    return community


def _require_strata(trait: Trait | None, seats: Mapping[str, int]) -> None:
    if trait is None or not divides_people(trait):
        message = "Choose a fact that has one of several answers."
        raise WrongInput(errors=(FieldProblem("trait", "wrong_trait", message),))
    known = trait.option_names
    problems = tuple(
        FieldProblem(f"seats.{key}", "wrong_value", "This is none of the answers.")
        for key in seats
        if key not in known
    )
    if problems:
        raise WrongInput(errors=problems)


@transaction.atomic
def set_criteria(
    *,
    actor_id: int,
    community_id: int,
    doors: object,
    after_number: int | None = None,
    now: datetime,
) -> CriteriaVersion:
    """Put a new version of the criteria in force. Records criteria.changed.

    `after_number` is the version they were written over, 0 for none, None for whatever is there.
    A worker then calls `reevaluate` for the members. Raises NotFound, CriteriaChanged and
    WrongCriteria, also where communities would ask for each other's members. The same criteria
    again make another version.
    """
    community = _locked(community_id)
    criteria = new_criteria(doors, usable_traits(community.organisation_id))
    require_no_circle(community, criteria)
    last = community.criteria_versions.order_by("-number").first()
    number = last.number if last else 0
    if after_number not in {None, number}:
        raise CriteriaChanged
    version = CriteriaVersion.objects.create(
        community=community,
        number=number + 1,
        doors={
            door: [[_clause_json(clause) for clause in group] for group in criteria.of(door)]
            for door in DOORS
        },
        created_by_id=actor_id,
        created_at=now,
    )
    _record("criteria.changed", community, {"number": version.number}, actor_id=actor_id, now=now)
    return version


# Any: JSON.
def _clause_json(clause: Clause) -> dict[str, Any]:
    said = {"trait": clause.trait.key, "operator": clause.operator, "value": clause.value}
    return said if clause.source == ANY else {**said, "source": clause.source}


def _locked(community_id: int) -> Community:
    """Its key stays free: who invites holds the organisation, and adds a row that names it."""
    found = Community.objects.select_for_update(no_key=True).filter(pk=community_id)
    community = found.first()
    if community is None:
        raise NotFound
    return community


def _named(error: IntegrityError) -> Exception:
    return NameTaken() if "community_name_once" in str(error) else error


def _record(
    name: str, community: Community, payload: dict[str, Any], *, actor_id: int, now: datetime
) -> None:
    record(
        name=name,
        payload={"community_id": community.pk, **payload},
        actor_id=actor_id,
        organisation_id=community.organisation_id,
        now=now,
    )
