"""The facts an organisation asks for beside the catalogue everybody shares."""

import itertools
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from concord.sentences import Sentence
from guildmark.accounts.models import Organisation
from guildmark.communities.errors import TraitInUse, TraitNameTaken
from guildmark.communities.models import Trait
from guildmark.communities.queries import communities_asking_for
from guildmark.communities.trait_values import folded
from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.events.actions import record

#: After the catalogue.
POSITION = 1000
MOST_OPTIONS = 200


@transaction.atomic
def create_trait(
    *,
    actor_id: int,
    organisation_id: int,
    name: str,
    question: str,
    type: str,  # noqa: A002 -- the word of the glossary
    options: Sequence[str],
    filled_by: str,
    now: datetime,
) -> Trait:
    """Ask for one more fact. Records trait.created. Raises WrongInput and TraitNameTaken.

    Its key begins with the organisation's number: no two organisations, and no entry of the
    catalogue, have the same. What has the name under another key was renamed or retired since.
    """
    named = _named_now(organisation_id)
    _require_free(name, named)
    trait = Trait(
        organisation_id=organisation_id,
        key=_numbered(
            f"o{organisation_id}-{slugify(name)[:40]}".rstrip("-"), {one.key for one in named}
        ),
        name=name,
        question=question or name,
        type=type,
        options=_options(type, options),
        position=POSITION,
        filled_by=filled_by,
    )
    trait.save(force_insert=True)
    _record("trait.created", trait, actor_id=actor_id, now=now)
    return trait


def _numbered(key: str, taken: Collection[str]) -> str:
    """The key, with the first number from 2 on behind it that is free where it is taken."""
    numbers = (f"{key}-{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain([key], numbers) if one not in taken)


def _named_now(organisation_id: int) -> list[Trait]:
    """The organisation's facts, retired ones too; nobody else names one meanwhile."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    return list(Trait.objects.filter(organisation_id=organisation_id).order_by("id"))


def _require_free(name: str, among: Sequence[Trait]) -> None:
    """Two facts that are asked for have two names, however they are written."""
    asked = {folded(one.name) for one in among if one.retired_at is None}
    if folded(name) in asked:
        raise TraitNameTaken


def _options(
    trait_type: str,
    names: Sequence[str],
    *,
    there: Sequence[dict[str, str]] = (),
    path: str = "options",
) -> list[dict[str, str]]:
    """Those that are there, and one for each name; a choice has two at least, other types none."""
    if trait_type not in {Trait.Type.CHOICE, Trait.Type.CHOICES}:
        return []
    options = list(there)
    for place, name in enumerate(names, start=len(there)):
        key = slugify(name)[:55] or f"option-{place}"
        options.append({"key": _numbered(key, {one["key"] for one in options}), "name": name})
    different = {folded(one["name"]) for one in options}
    if len(different) != len(options) or not 2 <= len(options) <= MOST_OPTIONS:
        message = _("Give 2 to {most} different answers to choose from.").format(most=MOST_OPTIONS)
        raise WrongInput(errors=(FieldProblem(path, "wrong_options", message),))
    return options


@transaction.atomic
def update_trait(
    *,
    actor_id: int,
    organisation_id: int,
    trait_id: int,
    name: str | None = None,
    question: str | None = None,
    more_options: Sequence[str] = (),
    now: datetime,
) -> Trait:
    """Call a fact of one's own otherwise, ask it otherwise, or give it more answers.

    Answers that are there stay, and so do key and type: what people said and criteria ask rest on
    them. Records trait.changed. Raises NotFound (also of one that is retired), TraitNameTaken, and
    WrongInput for an answer that is there, also the second time, and for answers to no choice.
    """
    named = _named_now(organisation_id)
    trait = _own(trait_id, organisation_id)
    if trait.retired_at is not None:
        raise NotFound
    if name:
        _require_free(name, [one for one in named if one.pk != trait.pk])
        trait.name = name
    trait.question = question or trait.question
    if more_options:
        options = _options(trait.type, more_options, there=trait.options, path="more_options")
        if not options:
            message = "Only a choice has answers to choose from."
            raise WrongInput(errors=(FieldProblem("more_options", "wrong_options", message),))
        trait.options = options
    trait.save(update_fields=["name", "question", "options"])
    _record("trait.changed", trait, actor_id=actor_id, now=now)
    return trait


def _own(trait_id: int, organisation_id: int) -> Trait:
    """A fact of the organisation, locked. Raises NotFound."""
    found = Trait.objects.select_for_update().filter(pk=trait_id, organisation_id=organisation_id)
    trait = found.first()
    if trait is None:
        raise NotFound
    return trait


@transaction.atomic
def retire_trait(*, actor_id: int, organisation_id: int, trait_id: int, now: datetime) -> Trait:
    """Ask nobody for it any more; what people said stays theirs to see and to delete.

    Records trait.retired. Raises NotFound, and TraitInUse while communities ask for it. Audiences
    that were made before go on to be judged by what is held. Retiring twice changes nothing.
    """
    trait = _own(trait_id, organisation_id)
    if trait.retired_at is not None:
        return trait
    asking = communities_asking_for(trait)
    if asking:
        names = ", ".join(f"“{name}”" for name in asking)
        raise TraitInUse(
            Sentence("“{}” is asked for by {}. Change what they ask first.", trait.name, names)
        )
    trait.retired_at = now
    trait.save(update_fields=["retired_at"])
    _record("trait.retired", trait, actor_id=actor_id, now=now)
    return trait


def _record(event: str, trait: Trait, *, actor_id: int, now: datetime) -> None:
    record(
        name=event,
        payload={"trait_id": trait.pk, "trait": trait.name},
        actor_id=actor_id,
        organisation_id=trait.organisation_id,
        now=now,
    )
