"""People, and who of them works for an organisation."""

from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.accounts.errors import AlreadyStaff, LastOwner
from guildmark.accounts.models import Organisation, Role, StaffMember, User
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.events.actions import record

#: What somebody who is no owner may give, change and take away.
LESSER_ROLES: frozenset[str] = frozenset({Role.REVIEWER, Role.CLIENT})


@transaction.atomic
def update_person(
    *,
    user_id: int,
    display_name: str | None = None,
    locale: str | None = None,
    workspace: dict[str, object] | None = None,
) -> User:
    """Change what a person says of themselves; None leaves it. Records nothing: it is theirs.

    Raises NotFound.
    """
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    user.display_name = user.display_name if display_name is None else display_name
    user.locale = user.locale if locale is None else locale
    user.workspace = user.workspace if workspace is None else workspace
    user.save(update_fields=["display_name", "locale", "workspace"])
    return user


@transaction.atomic
def add_staff(
    *, actor_id: int | None, organisation_id: int, user_id: int, role: str, now: datetime
) -> StaffMember:
    """Give a person a role in an organisation. Records staff_member.added. Raises AlreadyStaff."""
    try:
        with transaction.atomic():
            member = StaffMember.objects.create(
                organisation_id=organisation_id, user_id=user_id, role=role, joined_at=now
            )
    except IntegrityError as error:
        if "staff_once" not in str(error):
            raise
        raise AlreadyStaff from error
    record(
        name="staff_member.added",
        payload={"user_id": user_id, "role": role},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return member


@transaction.atomic
def set_role(
    *, actor_id: int, organisation_id: int, user_id: int, role: str, now: datetime
) -> StaffMember:
    """Give one of the staff another role. Records staff_member.changed.

    Raises NotFound, NotAllowed (a manager at anything above reviewer) and LastOwner.
    The same role again changes and records nothing.
    """
    team = _locked_team(organisation_id)
    actor, member = _pair(team, actor_id=actor_id, user_id=user_id)
    is_between_lesser = {role, member.role} <= LESSER_ROLES
    if actor.role != Role.OWNER and not (actor.role == Role.MANAGER and is_between_lesser):
        raise NotAllowed("Only an owner can change the roles of owners and managers.")
    if member.role == role:
        return member
    _require_another_owner(team, member)
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    record(
        name="staff_member.changed",
        payload={"user_id": user_id, "role": role, "role_before": before},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return member


@transaction.atomic
def remove_staff(*, actor_id: int, organisation_id: int, user_id: int, now: datetime) -> None:
    """Take somebody's role away, or leave. Records staff_member.removed.

    Raises NotFound (also the second time), NotAllowed and LastOwner.
    """
    team = _locked_team(organisation_id)
    actor, member = _pair(team, actor_id=actor_id, user_id=user_id)
    is_allowed = (
        actor.pk == member.pk
        or actor.role == Role.OWNER
        or (actor.role == Role.MANAGER and member.role in LESSER_ROLES)
    )
    if not is_allowed:
        raise NotAllowed
    _require_another_owner(team, member)
    member.delete()
    record(
        name="staff_member.removed",
        payload={"user_id": user_id, "role": member.role},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )


def _locked_team(organisation_id: int) -> dict[int, StaffMember]:
    """The staff by user. The organisation's lock keeps two owners from leaving at once."""
    if not Organisation.objects.select_for_update(no_key=True).filter(pk=organisation_id).exists():
        raise NotFound
    members = StaffMember.objects.filter(organisation_id=organisation_id)
    return {member.user_id: member for member in members}


def _pair(
    team: dict[int, StaffMember], *, actor_id: int, user_id: int
) -> tuple[StaffMember, StaffMember]:
    if actor_id not in team or user_id not in team:
        raise NotFound
    return team[actor_id], team[user_id]


def _require_another_owner(team: dict[int, StaffMember], member: StaffMember) -> None:
    owners = [one for one in team.values() if one.role == Role.OWNER]
    if owners == [member]:
        raise LastOwner
