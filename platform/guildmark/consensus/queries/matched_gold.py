"""What of a known answer people have drawn, and what either side alone has."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from concord.documents import Schema, compile_schema
from concord.scoring import Terms, is_held, terms_of
from guildmark.consensus.consolidation import Json, Unmatched
from guildmark.projects.models import SchemaVersion
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.work.models import Submission


@lru_cache(maxsize=64)
def schema_of(version_id: int) -> Schema:
    """What people were offered under a version, which never changes."""
    return compile_schema(SchemaVersion.objects.get(pk=version_id).definition)


@lru_cache(maxsize=256)
def _terms_of(offered_id: int, known_id: int | None) -> Terms | None:
    """What who answered under a version could say, and a known answer of another; as above."""
    return None if known_id is None else terms_of(schema_of(offered_id), schema_of(known_id))


def scores_of(gold: GoldItem) -> dict[int, Json]:
    """By submission, how it was held against the reference in force; one query."""
    return dict(
        GoldScore.objects.filter(
            gold_item=gold, reference_version=gold.reference_version
        ).values_list("submission_id", "details")
    )


def unmatched(
    gold: GoldItem, scores: Mapping[int, Json], submissions: Iterable[Submission]
) -> Iterator[Unmatched]:
    """What either side alone has: `concord.scoring` leaves out what is not held."""
    known = {shape["id"]: shape["label"] for shape in gold.reference["shapes"]}
    for one in submissions:
        details = scores.get(one.pk, {"missed": (), "spurious": ()})
        drawn = {shape["id"]: shape["label"] for shape in one.document["shapes"]}
        for key in details["missed"]:
            yield Unmatched(one.pk, known[key], is_drawn=False)
        for key in details["spurious"]:
            yield Unmatched(one.pk, drawn[key], is_drawn=True)


def known_labels(
    gold: GoldItem, scores: Mapping[int, Json], submissions: Iterable[Submission]
) -> dict[tuple[str, str], str]:
    """The true label of each drawn shape that was matched to one of the reference in force.

    Not where one of the two labels is not held (`concord.scoring.Terms`): then nothing is known.
    """
    known_id = gold.schema_version_id
    drawn = {
        (one.pk, shape["id"]): (shape["label"], _terms_of(one.schema_version_id, known_id))
        for one in submissions
        for shape in one.document["shapes"]
    }
    labels = {shape["id"]: shape["label"] for shape in gold.reference["shapes"]}
    return {
        (str(submission_id), pair["answer_id"]): labels[pair["reference_id"]]
        for submission_id, details in scores.items()
        for pair in details["matched"]
        if (place := drawn.get((submission_id, pair["answer_id"]))) is not None
        and is_held(place[0], place[1])
        and is_held(labels[pair["reference_id"]], place[1])
    }
