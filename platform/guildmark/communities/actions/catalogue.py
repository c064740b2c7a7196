"""The facts an organisation asks for beside the catalogue everybody shares."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from concord.sentences import Sentence
from guildmark.communities.errors import TraitInUse, TraitNameTaken
from guildmark.communities.models import Trait
from guildmark.communities.queries import communities_asking_for
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
    catalogue, have the same.
    """
    trait = Trait(
        organisation_id=organisation_id,
        key=f"o{organisation_id}-{slugify(name)[:40]}".rstrip("-"),
        name=name,
        question=question or name,
        type=type,
        options=_options(type, options),
        position=POSITION,
        filled_by=filled_by,
    )
    try:
        with transaction.atomic():
            trait.save(force_insert=True)
    except IntegrityError as error:
        if "trait_key_once" not in str(error):
            raise
        raise TraitNameTaken from error
    _record("trait.created", trait, actor_id=actor_id, now=now)
    return trait


def _options(
    trait_type: str, names: Sequence[str], *, path: str = "options"
) -> list[dict[str, str]]:
    """The options by key; a choice has two at least, other types none."""
    is_choice = trait_type in {Trait.Type.CHOICE, Trait.Type.CHOICES}
    options = {slugify(name)[:60] or f"option-{place}": name for place, name in enumerate(names)}
    if not is_choice:
        options = {}
    if is_choice and (len(options) != len(names) or not 2 <= len(options) <= MOST_OPTIONS):
        message = _("Give 2 to {most} different answers to choose from.").format(most=MOST_OPTIONS)
        raise WrongInput(errors=(FieldProblem(path, "wrong_options", message),))
    return [{"key": key, "name": name} for key, name in options.items()]


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
    them. Records trait.changed. Raises NotFound (also of one that is retired), WrongInput for an
    answer that is there, also the second time, and for answers to what is no choice.
    """
    trait = _own(trait_id, organisation_id)
    if trait.retired_at is not None:
        raise NotFound
    trait.name = name or trait.name
    trait.question = question or trait.question
    if more_options:
        there = [option["name"] for option in trait.options]
        more = _options(trait.type, [*there, *more_options], path="more_options")[len(there) :]
        if not more:
            message = "Only a choice has answers to choose from."
            raise WrongInput(errors=(FieldProblem("more_options", "wrong_options", message),))
        trait.options = [*trait.options, *more]
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
