"""Seats of a quota: who comes in by which answer, and what becomes of one that changed.

What gives a seat is under the lock of its communities: two could take the last one.
"""

from collections.abc import Collection, Iterable, Sequence

from guildmark.communities.errors import QuotaFull
from guildmark.communities.models import SEATED, Community, Membership, Trait, TraitValue
from guildmark.communities.queries import members_by_answer, quota_trait, stratum_of

#: No option's key is this one.
NO_ANSWER = "-"
NO_SEAT = "All places for this answer are taken"


def lock_quotas(community_ids: Iterable[int]) -> None:
    """Lock those of the communities that have a quota, before any of their memberships."""
    limited = Community.objects.select_for_update(no_key=True).filter(pk__in=community_ids)
    list(limited.exclude(quota={}).order_by("pk"))


def require_seat(community: Community, user_id: int) -> str:
    """The answer that the person comes in by; nothing without a quota. Raises QuotaFull."""
    trait = quota_trait(community)
    if trait is None:
        return ""
    answer = _answers(trait, [user_id]).get(user_id, NO_ANSWER)
    seats = community.quota["seats"].get(answer)
    if seats is None:
        return answer
    if members_by_answer(community.pk, trait, [answer]).get(answer, 0) >= seats:
        raise QuotaFull
    return answer


def without_seat(community: Community, members: Sequence[Membership]) -> set[int]:
    """The ids of locked memberships that may be active and have no seat for it.

    That is who changed their answer to one whose places are taken, and who would come back to
    such. The answers of all others are written down: by them they keep their seats.
    """
    trait = quota_trait(community)
    if trait is None:
        return set()
    answers = _answers(trait, [one.user_id for one in members])
    taken = members_by_answer(community.pk, trait, set(answers.values()) | {NO_ANSWER})
    refused = set()
    for member in members:
        answer = answers.get(member.user_id, NO_ANSWER)
        is_seated = member.state in SEATED
        stays = is_seated and member.stratum in {"", answer}
        seats = community.quota["seats"].get(answer)
        if not stays and seats is not None and taken.get(answer, 0) - is_seated >= seats:
            refused.add(member.pk)
            taken[answer] = taken.get(answer, 0) - is_seated
            continue
        taken[answer] = taken.get(answer, 0) + (not is_seated)
        if member.stratum != answer:
            member.stratum = answer
            member.save(update_fields=["stratum"])
    return refused


def forget_answers(*, user_id: int, trait_keys: Collection[str] | None = None) -> None:
    """Take the answers a person erased off their memberships, of whatever state.

    None: all that was ever written down, also by a quota that is no more. Who has a seat keeps it,
    as one without an answer: a new answer needs a place of its own.
    """
    written = Membership.objects.filter(user_id=user_id).exclude(stratum__in=["", NO_ANSWER])
    if trait_keys is not None:
        written = written.filter(community__quota__trait__in=trait_keys)
    for member in written.select_for_update(of=("self",)).order_by("pk"):
        member.stratum = NO_ANSWER
        member.save(update_fields=["stratum"])


def forget_strata(community: Community) -> None:
    """Take what another quota wrote down off all memberships: it says nothing about this one."""
    written = Membership.objects.filter(community=community).exclude(stratum="")
    list(written.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    written.update(stratum="")


def _answers(trait: Trait, user_ids: Sequence[int]) -> dict[int, str]:
    held = TraitValue.objects.filter(trait=trait, user_id__in=user_ids)
    answers = {
        user_id: stratum_of(value) for user_id, value in held.values_list("user_id", "value")
    }
    return {user_id: answer for user_id, answer in answers.items() if answer is not None}
