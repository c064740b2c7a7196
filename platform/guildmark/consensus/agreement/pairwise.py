"""Each two people held against one another."""

from collections.abc import Sequence

from concord.agreement import (
    Comparison,
    Pairwise,
    Ratings,
    Resampling,
    measure_pairs,
    measure_pairs_of_drawers,
    most_shared,
)
from guildmark.consensus.consolidation import Json, Judged

#: More people do not stand side by side: those who share most images.
MOST_PEOPLE = 30


def pairs_of(
    judged: Sequence[Judged],
    *,
    classes: Ratings | None,
    answers: Ratings | None,
    drawn: Sequence[Comparison],
    by: Resampling,
) -> Json:
    """At most MOST_PEOPLE `people` by id, of how many, and each respect in which two can agree.

    A respect has [place of one, place of the other, value, lower, upper, images they share] of
    each two who share any; the value is null where these are too few.
    """
    everybody = [{vote.annotator_id for vote in one.task.votes} for one in judged]
    people = most_shared(everybody, most=MOST_PEOPLE)
    found: dict[str, Pairwise] = {}
    if classes is not None:
        found["classes"] = measure_pairs(classes, people, by)
    if answers is not None:
        found["answers"] = measure_pairs(answers, people, by)
    if drawn:
        found["shapes"] = measure_pairs_of_drawers(drawn, people, by)
    place = {person: at for at, person in enumerate(people)}
    return {
        "people": people,
        "of": len(set().union(*everybody)),
        "respects": {
            respect: [
                [place[one], place[other], known.value, known.lower, known.upper, known.n]
                for (one, other), known in pairs.items()
            ]
            for respect, pairs in found.items()
        },
    }
