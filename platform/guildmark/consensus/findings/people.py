"""What a project's answers say of each person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from concord.measure import Measure, ratio, undefined
from concord.skill import (
    BetaPrior,
    Drift,
    Speed,
    estimate_confusion,
    estimate_information,
    estimate_spammer_score,
    find_drift,
    fit_population,
    measure_crowd,
    measure_speeds,
    per_cost,
    wilson_lower,
    wilson_upper,
)
from guildmark.consensus.consolidation import Json, Judged
from guildmark.consensus.findings.decisions import Share, by_annotator, shares
from guildmark.consensus.findings.matrices import matrix
from guildmark.consensus.findings.parts import OfAll, Part
from guildmark.consensus.findings.rule_inputs import DriftPoint, Work, rule_inputs
from guildmark.core.said import with_parts
from guildmark.quality.figures import PersonFigures, figure

#: Intervals drawn from a posterior are the same at every fit.
SEED = 20260101
#: A submission is good when so much of it is as the label has it: the pass mark of a quiz.
GOOD_SHARE = 0.8
MOST_POINTS = 200
#: Two one-sided bounds of 97.5 % make an interval of 95 %.
ONE_SIDED = 0.975
NOT_JUDGED = "None of the answers was judged yet."


def figures_of_people(
    judged: Sequence[Judged],
    parts: Sequence[Part],
    work: Mapping[int, Work],
    pairs: Mapping[int, Json],
    *,
    price_minor: int,
) -> dict[int, PersonFigures]:
    """By annotator, everybody who has an answer among `work` (by id of submission)."""
    return figures_of_shares(list(shares(judged)), parts, work, pairs, price_minor=price_minor)


def figures_of_shares(
    found_right: Sequence[Share],
    parts: Sequence[Part],
    work: Mapping[int, Work],
    pairs: Mapping[int, Json],
    *,
    price_minor: int,
) -> dict[int, PersonFigures]:
    """As `figures_of_people`, of answers that were held against their labels already."""
    held = by_annotator(found_right)
    population = fit_population(*_tallies(held))
    own = _by_person(work)
    tasks = {
        person: [one.task for one in done.values() if one.task] for person, done in own.items()
    }
    speeds, compared = measure_speeds(tasks), measure_crowd(tasks)
    crowd = _crowd(list(speeds.values()))
    found = {}
    grounds = [(part, part.of_all()) for part in parts]
    for person, done in sorted(own.items()):
        paid_minor = price_minor * len(done)
        skills = [_part_figures(part, of_all, person, paid_minor) for part, of_all in grounds]
        chart, order = _charted(held.get(person, []), work, population)
        drift = _drift(chart, [work[one].submitted_at for one in order])
        found[person] = PersonFigures(
            agreement=figure(_agreement(held.get(person, []))),
            information_bits=_first_defined(skills, "information_bits"),
            spammer_score=_first_defined(skills, "spammer_score"),
            speed=_speed(speeds.get(person))["robust_z"],
            drift_state=drift["state"],
            details={
                "parts": skills,
                "drift": drift,
                "speed": {**_speed(speeds.get(person)), **crowd},
            },
            rule_inputs=rule_inputs(
                done,
                held.get(person, []),
                _points(chart, order, work),
                compared,
                pairs.get(person),
            ),
        )
    return found


def _by_person(work: Mapping[int, Work]) -> dict[int, dict[int, Work]]:
    own: dict[int, dict[int, Work]] = defaultdict(dict)
    for submission_id, one in work.items():
        own[one.annotator_id][submission_id] = one
    return own


def _is_good(share: Share) -> bool:
    return share.right >= GOOD_SHARE * share.count


def _judged_only(held: Sequence[Share]) -> list[Share]:
    return [share for share in held if share.count]


def _tallies(held: Mapping[int, Sequence[Share]]) -> tuple[list[int], list[int]]:
    good = [sum(map(_is_good, _judged_only(one))) for one in held.values()]
    return good, [len(_judged_only(one)) for one in held.values()]


def _agreement(held: Sequence[Share]) -> Measure:
    return _share_of(sum(one.right for one in held), sum(one.count for one in held), NOT_JUDGED)


def _share_of(right: int, count: int, otherwise: str) -> Measure:
    """A share with its Wilson interval."""
    if not count:
        return undefined(otherwise, n=0)
    return Measure(
        ratio(right, count, otherwise=otherwise).value,
        lower=wilson_lower(right, count, probability=ONE_SIDED),
        upper=wilson_upper(right, count, probability=ONE_SIDED),
        n=count,
    )


def _part_figures(part: Part, of_all: OfAll, person: int, paid_minor: int) -> Json:
    """What is known of one person, held towards the population; all their work cost so much."""
    size = len(part.classes)
    counts = part.counts.get(person, np.zeros((size, size)))
    confusion = estimate_confusion(counts, population=of_all.population)
    bits = estimate_information(confusion, of_all.prior, seed=SEED)
    labels = float(counts.sum())
    cost = paid_minor / labels if labels else 0.0
    return {
        "key": part.key,
        "kind": part.kind,
        "name": part.name,
        "classes": list(part.classes),
        "confusion": matrix(
            confusion.mean, counts, part.background_of(person), share_missed=of_all.share_missed
        ),
        "accuracy": [
            {"key": key, **figure(_accuracy(counts, index))}
            for index, key in enumerate(part.class_keys)
        ],
        "information_bits": figure(bits),
        "information_per_cost": figure(per_cost(bits, cost)),
        "spammer_score": figure(estimate_spammer_score(confusion, seed=SEED)),
    }


def _accuracy(counts: np.ndarray[tuple[int, ...], np.dtype[np.float64]], index: int) -> Measure:
    """Of things that are so, the share called so; expected counts, to whole ones for bounds."""
    right, count = round(float(counts[index, index])), round(float(counts[index].sum()))
    return _share_of(min(right, count), count, "There were no such things among the answers.")


def _first_defined(skills: Sequence[Json], key: str) -> Json:
    """Of the first part that has the figure; where none has, the reason of the first."""
    found: list[Json] = [one[key] for one in skills]
    if not found:
        return figure(undefined("There is nothing that people put into classes.", n=0))
    return next((one for one in found if one["value"] is not None), found[0])


def _charted(
    held: Sequence[Share], work: Mapping[int, Work], population: BetaPrior
) -> tuple[Drift, list[int]]:
    """CUSUM over submissions in the order they came, and that order."""
    known = [share for share in _judged_only(held) if share.submission_id in work]
    order = sorted(known, key=lambda one: (work[one.submission_id].submitted_at, one.submission_id))
    found = find_drift([_is_good(one) for one in order], population=population)
    return found, [one.submission_id for one in order]


def _points(found: Drift, order: Sequence[int], work: Mapping[int, Work]) -> list[DriftPoint]:
    """The chart after each submission it judges; none where nobody is judged."""
    if found.chart is None:
        return []
    judged = order[len(order) - len(found.sums) :]
    return [
        DriftPoint(one, work[one].submitted_at, total / found.chart.limit)
        for one, total in zip(judged, found.sums, strict=True)
    ]


def _drift(found: Drift, times: Sequence[datetime]) -> Json:
    began = found.began.value
    is_worse = began is not None
    said: Json = {
        "state": _state(found, is_worse=is_worse),
        "began_at": times[min(int(began), len(times) - 1)].isoformat()
        if began is not None
        else None,
        "threshold": found.chart.limit if found.chart else None,
        "undefined_reason": None if found.chart else found.began.reason,
        "series": _series(found.sums, times[len(times) - len(found.sums) :]),
    }
    return with_parts(said)


def _state(found: Drift, *, is_worse: bool) -> str:
    if found.chart is None:
        return "unknown"
    return "worse" if is_worse else "steady"


def _series(sums: Sequence[float], times: Sequence[datetime]) -> list[Json]:
    """At most MOST_POINTS: the highest sum of each stretch, at its end."""
    stretch = -(-len(sums) // MOST_POINTS) or 1
    return [
        {
            "at": times[min(start + stretch, len(sums)) - 1].isoformat(),
            "value": max(sums[start : start + stretch]),
        }
        for start in range(0, len(sums), stretch)
    ]


def _speed(speed: Speed | None) -> Json:
    if speed is None:
        none = undefined("No task was timed.", n=0)
        return {"robust_z": figure(none), "median_seconds": None}
    return {
        "robust_z": figure(speed.robust_z),
        "median_seconds": speed.seconds_per_object.value,
    }


def _crowd(speeds: Sequence[Speed]) -> Json:
    """The quartiles of people's medians; null where nobody has one."""
    medians = [
        one.seconds_per_object.value for one in speeds if one.seconds_per_object.value is not None
    ]
    names = ("crowd_lower_seconds", "crowd_median_seconds", "crowd_upper_seconds")
    if not medians:
        return dict.fromkeys(names)
    return dict(zip(names, np.quantile(medians, [0.25, 0.5, 0.75]).tolist(), strict=True))
