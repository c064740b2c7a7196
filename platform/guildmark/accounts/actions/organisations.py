"""The tenants."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from guildmark.accounts.models import Organisation, Role, StaffMember
from guildmark.core.errors import NotFound
from guildmark.events.actions import record


@transaction.atomic
def create_organisation(*, actor_id: int, name: str, now: datetime) -> StaffMember:
    """Found an organisation; its maker becomes owner. Records organisation.created.

    Calling twice makes two, with different slugs.
    """
    organisation = _with_free_slug(name=name, now=now)
    member = StaffMember.objects.create(
        organisation=organisation, user_id=actor_id, role=Role.OWNER, joined_at=now
    )
    record(
        name="organisation.created",
        payload={"organisation_id": organisation.pk, "name": name},
        actor_id=actor_id,
        organisation_id=organisation.pk,
        now=now,
    )
    return member


def _with_free_slug(*, name: str, now: datetime) -> Organisation:
    """The name as a slug; with random letters behind it when that one is taken."""
    slug = slugify(name)[:50] or "organisation"
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=name, slug=slug, created_at=now)
    except IntegrityError:
        slug = f"{slug}-{secrets.token_hex(4)}"
        return Organisation.objects.create(name=name, slug=slug, created_at=now)


@transaction.atomic
def rename_organisation(
    *, actor_id: int, organisation_id: int, name: str, now: datetime
) -> Organisation:
    """Give it another name; the slug stays, links depend on it.

    Records organisation.renamed, unless it has that name already. Raises NotFound.
    """
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    if organisation.name == name:
        return organisation
    organisation.name = name
    organisation.save(update_fields=["name"])
    record(
        name="organisation.renamed",
        payload={"organisation_id": organisation_id, "name": name},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return organisation
