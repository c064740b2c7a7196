"""Are two people's answers more alike than honest work explains?

Two kinds of likeness are counted over the pictures that two people both answered: shapes that are
the same within a pixel, and the same wrong answer. Honest people are alike now and then too: the
expected share of a pair comes from what both do with everybody else. What is left is tested, and
corrected for the number of pairs that were looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from concord.skill.likeness import Outline, are_alike

Person = Any  # anything that can be ordered and hashed: ids, mostly
Couple = tuple[Person, Person]

#: Fewer shared pictures than this, and a pair is not looked at.
LEAST_SHARED = 10
#: What others do is known from so many comparisons at least.
LEAST_OTHERS = 50
#: So many comparisons a person's own rate is held towards the crowd's.
PRIOR_COMPARISONS = 20.0
#: Beyond what is expected, so much more of the shared pictures: less is no copying.
LEAST_EXCESS = 0.05
#: The chance at which a pair is taken out of what is honest, so that it hides no other.
ALPHA = 0.001
#: Of a picture that more people answered, the newest answers are compared.
MOST_ANSWERS = 40
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, and how alike they are.

    `shared` pictures could be compared, on `alike` of them they are alike (`keys` says which);
    `expected` is the share among honest people. `p_value` is the chance of so many or more, and
    `corrected` the chance of such a pair anywhere (Holm 1979).
    """

    first: Person
    second: Person
    shared: int
    alike: int
    expected: float
    p_value: float
    corrected: float
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was compared of a pair. `expected` is the sum of the chances of each, or None."""

    shared: int
    keys: tuple[int, ...]
    expected: float | None = None

    @property
    def alike(self) -> int:
        """On how many pictures they are alike."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What people drew on one picture: by person the outlines, the oldest answer first."""

    key: int
    by_person: Mapping[Person, Sequence[Outline]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people called one thing: by person the class; `known` is the true one if it is."""

    key: int
    by_person: Mapping[Person, str]
    known: str | None = None


def compare_drawn(pictures: Iterable[Drawn]) -> dict[Couple, Likeness]:
    """By pair, the pictures on which their shapes are the same within a pixel."""
    shared: Counter[Couple] = Counter()
    keys: dict[Couple, list[int]] = defaultdict(list)
    for one in pictures:
        people = sorted(list(one.by_person)[-MOST_ANSWERS:])
        for couple in combinations(people, 2):
            is_alike = are_alike(*(one.by_person[person] for person in couple))
            if is_alike is None:
                continue
            shared[couple] += 1
            if is_alike:
                keys[couple].append(one.key)
    return {couple: Likeness(n, tuple(keys.get(couple, ()))) for couple, n in shared.items()}


def compare_chosen(things: Collection[Chosen]) -> dict[Couple, Likeness]:
    """By pair, the things that both called by the same wrong name, and how often by chance.

    Wrong is what is not the known class; without one, not what most of the others say, with the
    pair left out, so that two people cannot outvote a third. Chance: each person errs as they do
    with everybody, given the right class: sum over wrong classes of P(first says it) P(second
    says it), from counts with one more for each class. People who read a rule wrongly in the same
    way are expected to be alike.
    """
    chances = _Chances(things)
    shared: Counter[Couple] = Counter()
    keys: dict[Couple, list[int]] = defaultdict(list)
    expected: dict[Couple, float] = defaultdict(float)
    for one in things:
        people = sorted(list(one.by_person)[-MOST_ANSWERS:])
        for couple in combinations(people, 2):
            right = _right(one, leaving=couple)
            if right is None:
                continue
            first, second = (one.by_person[person] for person in couple)
            shared[couple] += 1
            expected[couple] += chances(couple, right)
            if first == second != right:
                keys[couple].append(one.key)
    return {
        couple: Likeness(n, tuple(keys.get(couple, ())), expected[couple])
        for couple, n in shared.items()
    }


def _right(one: Chosen, *, leaving: Collection[Person]) -> str | None:
    """The known class, or the one that most of the others gave; None for a tie of theirs."""
    if one.known is not None:
        return one.known
    counts = Counter(name for who, name in one.by_person.items() if who not in leaving)
    most = counts.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    return most[0][0]


class _Chances:
    """How likely two people say the same wrong thing, by what each says to what is right."""

    def __init__(self, things: Collection[Chosen]) -> None:
        self._classes = sorted({name for one in things for name in one.by_person.values()})
        self._given: dict[tuple[Person, str], Counter[str]] = defaultdict(Counter)
        self._known: dict[tuple[Couple, str], float] = {}
        for one in things:
            for person, given in one.by_person.items():
                right = _right(one, leaving=(person,))
                if right is not None:
                    self._given[person, right][given] += 1

    def __call__(self, couple: Couple, right: str) -> float:
        """The chance for a thing that is `right`."""
        if (couple, right) not in self._known:
            first, second = (self._shares(person, right) for person in couple)
            self._known[couple, right] = sum(
                a * b
                for name, a, b in zip(self._classes, first, second, strict=True)
                if name != right
            )
        return self._known[couple, right]

    def _shares(self, person: Person, right: str) -> list[float]:
        """P(given class | right class), from counts with one more for each class."""
        counts = self._given[person, right]
        whole = counts.total() + len(self._classes)
        return [(counts[name] + 1.0) / whole for name in self._classes]


def judge_pairs(likenesses: Mapping[Couple, Likeness]) -> list[Pair]:
    """Every pair of LEAST_SHARED pictures or more, the least explained first.

    Without a chance of its own, a pair's is r_a r_b / r: the rates at which each is alike with
    others, and everybody with everybody, each without the pair itself, and never under r: precise
    people meet more often. With one, it is multiplied by how much more often than that all others
    are alike: some pictures mislead everybody. The tail is that of a binomial distribution with
    the mean chance, which is no less than that of unequal ones (Hoeffding 1956). Pairs beyond
    ALPHA are taken out of what is honest, and the others looked at again.

    A pair is not judged where others give fewer than LEAST_OTHERS comparisons, and is not in the
    answer then. `corrected` is 1 where the excess is under LEAST_EXCESS. The order of pictures
    and of people changes nothing.
    """
    accused: set[Couple] = set()
    pairs: list[Pair] = []
    for _ in range(_ROUNDS):
        pairs = _corrected(_tested(likenesses, accused))
        found = {(one.first, one.second) for one in pairs if one.corrected < ALPHA}
        if found <= accused:
            break
        accused |= found
    return pairs


def _tested(likenesses: Mapping[Couple, Likeness], accused: Collection[Couple]) -> list[Pair]:
    rates = _Rates({couple: one for couple, one in likenesses.items() if couple not in accused})
    pairs = []
    for couple, one in sorted(likenesses.items()):
        chance = rates.chance(couple, one) if one.shared >= LEAST_SHARED else None
        if chance is None:
            continue
        p_value = _tail(one.alike, one.shared, chance)
        if one.alike / one.shared - chance < LEAST_EXCESS:
            p_value = 1.0
        pairs.append(Pair(*couple, one.shared, one.alike, chance, p_value, 1.0, one.keys))
    return pairs


def _tail(alike: int, shared: int, chance: float) -> float:
    """P(X >= alike) of a binomial distribution."""
    from scipy.special import bdtrc  # noqa: PLC0415 -- spares the web process the import

    return float(bdtrc(alike - 1, shared, chance)) if alike > 0 else 1.0


def _corrected(pairs: Sequence[Pair]) -> list[Pair]:
    """Holm 1979: the smallest p-value times their number, the next times one less, and so on."""
    ordered = sorted(pairs, key=lambda one: (one.p_value, one.first, one.second))
    found, highest = [], 0.0
    for place, one in enumerate(ordered):
        highest = min(1.0, max(highest, one.p_value * (len(ordered) - place)))
        found.append(replace(one, corrected=highest))
    return found


class _Rates:
    """How often honest people are alike: everybody, and each with the others."""

    def __init__(self, honest: Mapping[Couple, Likeness]) -> None:
        self._honest = honest
        self._alike: Counter[Person] = Counter()
        self._shared: Counter[Person] = Counter()
        for couple, one in honest.items():
            for person in couple:
                self._alike[person] += one.alike
                self._shared[person] += one.shared
        self._total = sum(one.alike for one in honest.values())
        self._count = sum(one.shared for one in honest.values())
        self._expected = sum(one.expected or 0.0 for one in honest.values())

    def chance(self, couple: Couple, one: Likeness) -> float | None:
        """The mean chance that the pair is alike on a picture; None with too few others."""
        own = one if couple in self._honest else Likeness(0, ())
        total, count = self._total - own.alike, self._count - own.shared
        if count < LEAST_OTHERS:
            return None
        if one.expected is not None:
            expected = self._expected - (own.expected or 0.0)
            more = max(1.0, (total + 1.0) / (expected + 1.0))
            return min(1.0, more * one.expected / one.shared)
        rate = (total + 0.5) / (count + 1.0)
        first, second = (self._rate(person, own, rate) for person in couple)
        return min(1.0, max(rate, first, second, first * second / rate))

    def _rate(self, person: Person, own: Likeness, rate: float) -> float:
        alike = self._alike[person] - own.alike
        shared = self._shared[person] - own.shared
        return (alike + PRIOR_COMPARISONS * rate) / (shared + PRIOR_COMPARISONS)
