"""What staff can say themselves of whom they like is not counted beside what people answered.

Nine people of whom they know the answer and one of whom they do not, all marked alike: whether ten
or fewer are marked and live in Portugal would be that one's answer.
"""

from collections.abc import Iterable, Sequence

from guildmark.communities.criteria import VERIFIED, Clause, Group, is_verifiable
from guildmark.communities.looked_up import LOOKED_UP
from guildmark.communities.models import Trait


def asks_answers(groups: Iterable[Group]) -> bool:
    """Whether anything is asked that people say of themselves."""
    return bool(_answered(groups))


def marks_beside_answers(groups: Iterable[Group]) -> bool:
    """Whether what staff can set of whom they like is asked beside what people answered."""
    asked = list(groups)
    marks = {clause.trait.pk for group in asked for clause in group if _is_mark(clause)}
    answered = _answered(asked)
    return bool(marks) and bool(answered) and len(answered | marks) > 1


def countable(groups: Sequence[Group]) -> list[bool]:
    """Of each group whether it is counted with the others: all are, or those without marks."""
    if not marks_beside_answers(groups):
        return [True] * len(groups)
    return [not any(_is_mark(clause) for clause in group) for group in groups]


def counted_of(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Those that are counted together."""
    return tuple(
        group for group, is_counted in zip(groups, countable(groups), strict=True) if is_counted
    )


def _answered(groups: Iterable[Group]) -> set[int]:
    return {clause.trait.pk for group in groups for clause in group if not _is_known(clause)}


def _is_known(clause: Clause) -> bool:
    """Whether staff know of everybody what it asks."""
    is_standing = clause.trait.key in LOOKED_UP
    return is_standing or clause.source == VERIFIED or _is_filled_by_staff(clause)


def _is_mark(clause: Clause) -> bool:
    return is_verifiable(clause.trait) or _is_filled_by_staff(clause)


def _is_filled_by_staff(clause: Clause) -> bool:
    return clause.trait.filled_by == Trait.FilledBy.STAFF
