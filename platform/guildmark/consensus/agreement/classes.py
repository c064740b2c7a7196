"""How far people call the same things by the same names."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from concord.agreement import (
    LabelAgreement,
    OrderedAgreement,
    Rating,
    Ratings,
    Resampling,
    cohen_kappa,
    collect_ratings,
    measure_ordered,
    measure_sets,
    nominal_distances,
)
from concord.documents import Answer, Field, Shape
from concord.measure import Measure, undefined
from guildmark.consensus.consolidation import Judged

#: A mean over pairs of people is made of those who share most, at most so many.
MOST_PAIRS = 50
#: Between the keys of several choices; no key holds it.
_BETWEEN = "|"
NO_PAIRS = "No two people share enough images."


def ratings_of_objects(judged: Sequence[Judged], labels: Sequence[str]) -> Ratings:
    """What each object of the labels was called by those who drew it."""
    return collect_ratings(_objects(judged), classes=labels)


def _objects(judged: Sequence[Judged]) -> Iterator[Rating]:
    for one in judged:
        drawn = {
            (vote.submission_id, shape.id): (vote.annotator_id, shape.label)
            for vote in one.task.votes
            for shape in vote.document.shapes
        }
        for unit, sources in one.label.provenance.items():
            for source in sources:
                who, label = drawn[source["submission_id"], source["shape_id"]]
                yield Rating(one.task.task_id, unit, who, label)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing that went into an object that is called as it is: the image, the object, who."""

    image: int
    unit: str
    annotator_id: int
    shape: Shape


def drawn_as(judged: Sequence[Judged]) -> Mapping[str, Sequence[Drawn]]:
    """By label, the drawings called so that went into an object called so; one pass over all."""
    found: dict[str, list[Drawn]] = {}
    for one in judged:
        drawn = {
            (vote.submission_id, shape.id): (vote.annotator_id, shape)
            for vote in one.task.votes
            for shape in vote.document.shapes
        }
        called = {shape["id"]: shape["label"] for shape in one.label.document["shapes"]}
        for unit, sources in one.label.provenance.items():
            for source in sources:
                who, shape = drawn[source["submission_id"], source["shape_id"]]
                if shape.label == called[unit]:
                    place = found.setdefault(shape.label, [])
                    place.append(Drawn(one.task.task_id, unit, who, shape))
    return found


def ratings_of_attribute(drawn: Sequence[Drawn], field: Field) -> Ratings:
    """What each object was said to be like by those who called it by the label it has.

    `drawn` as `drawn_as` has it of the label.
    """
    return _collected(
        [
            Rating(
                one.image,
                one.unit,
                one.annotator_id,
                _as_class(field, one.shape.attributes[field.key]),
            )
            for one in drawn
            if field.takes(one.shape.attributes.get(field.key))
        ],
        field,
    )


def ratings_of_answers(judged: Sequence[Judged], field: Field) -> Ratings:
    """What everybody answered to a question as it is now; numbers stay numbers, in their order."""
    return _collected(list(_answered(judged, field)), field)


def ratings_of_questions(judged: Sequence[Judged], fields: Sequence[Field]) -> Ratings:
    """What everybody answered to questions that have options, all of them together.

    An option is another one in each question, though it be called the same.
    """
    found = [
        replace(rating, label=f"{field.key}{_BETWEEN}{rating.label}")
        for field in fields
        for rating in _answered(judged, field)
    ]
    return collect_ratings(found, classes=sorted({str(one.label) for one in found}))


def _answered(judged: Sequence[Judged], field: Field) -> Iterator[Rating]:
    for one in judged:
        for vote in one.task.votes:
            answer = vote.document.answers.get(field.key)
            if answer is not None and field.takes(answer):
                yield Rating(
                    one.task.task_id, field.key, vote.annotator_id, _as_class(field, answer)
                )


def _collected(found: Sequence[Rating], field: Field) -> Ratings:
    """Of options with an order, in theirs."""
    given = {rating.label for rating in found}
    if field.is_ordered:
        place = {key: at for at, key in enumerate(field.options)}
        last = len(place)
        return collect_ratings(
            found, classes=sorted(given, key=lambda one: (place.get(str(one), last), str(one)))
        )
    return collect_ratings(found, classes=sorted(given))  # type: ignore[type-var]  # of one field: all text, or all numbers


def _as_class(field: Field, answer: Answer) -> str | float:
    if field.type == "number" and isinstance(answer, int | float):
        return float(answer)
    if field.type == "choice":
        return str(answer)
    return _BETWEEN.join(sorted(answer)) if isinstance(answer, list) else str(answer).casefold()


def coefficients(
    ratings: Ratings,
    found: LabelAgreement,
    by: Resampling,
    as_json: Callable[[Measure], dict[str, object]],
) -> dict[str, dict[str, object]]:
    """Percent, Cohen, Fleiss, alpha and AC1 of labels without an order, `found` of the ratings."""
    return {
        "percent": as_json(found.percent),
        "cohen": as_json(mean_cohen(ratings, by)),
        "fleiss": as_json(found.fleiss_kappa),
        "alpha": as_json(found.alpha),
        "ac1": as_json(found.ac1),
    }


def agreement_on_numbers(ratings: Ratings, by: Resampling) -> OrderedAgreement:
    """Krippendorff's alpha of numbers: a small difference is a small disagreement, by itself or
    beside the numbers."""
    return measure_ordered(ratings, np.array(ratings.classes, dtype=np.float64), by)


def agreement_on_order(ratings: Ratings, by: Resampling) -> Measure:
    """Krippendorff's ordinal alpha of options that have an order, which is that of the classes."""
    places = np.arange(len(ratings.classes), dtype=np.float64)
    return measure_ordered(ratings, places, by).ordinal


def alpha_of_sets(ratings: Ratings, by: Resampling) -> Measure:
    """Krippendorff's alpha of several choices: sets that share much disagree little."""
    sets = [str(label).split(_BETWEEN) if label else [] for label in ratings.classes]
    return measure_sets(ratings, sets, by)


def mean_cohen(ratings: Ratings, by: Resampling) -> Measure:
    """Cohen's kappa of two people with its interval; of more, the mean over pairs, without one.

    Each pair that shares enough images counts by how many those are; `n` counts the images of
    the pairs.
    """
    distances = nominal_distances(len(ratings.classes))
    if len(ratings.people) == 2:
        return cohen_kappa(ratings, *ratings.people, distances, by)
    kappas = [
        kappa
        for first, second in _pairs_that_share_most(ratings, by.least_images)
        if (kappa := cohen_kappa(ratings, first, second, distances, by)).value is not None
    ]
    weights = [kappa.n or 0 for kappa in kappas]
    if not kappas:
        return undefined(NO_PAIRS, n=0)
    values = [kappa.value for kappa in kappas]
    return Measure(
        float(np.average(np.array(values, dtype=np.float64), weights=weights)), n=sum(weights)
    )


def _pairs_that_share_most(ratings: Ratings, least: int) -> list[tuple[Hashable, Hashable]]:
    shape = (len(ratings.people), len(ratings.images))
    places = (ratings.annotators, ratings.units)
    rated = sparse.csr_array((np.ones(len(ratings.units)), places), shape=shape)
    shared = sparse.triu(rated @ rated.T, k=1).tocoo()
    order = np.lexsort((shared.col, shared.row, -shared.data))
    most = [index for index in order if shared.data[index] >= least][:MOST_PAIRS]
    return [
        (ratings.people[shared.row[index]], ratings.people[shared.col[index]]) for index in most
    ]
