"""Evaluations as people see them, and the rows that they read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from guildmark.core.brief import for_a_moment
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.states import state_word
from guildmark.datasets.models import GONE
from guildmark.quality.models import GoldItem
from guildmark.releases.compared_labels import Bounds
from guildmark.releases.errors import EvaluationNotDone, FiguresNotKept, NotComparable, NothingDrawn
from guildmark.releases.models import (
    Evaluation,
    EvaluationItem,
    EvaluationLabels,
    EvaluationOutcomes,
)
from guildmark.work.models import Submission

Json = Any  # JSON that the worker wrote


#: A number that was written with two digits reaches its own place.
_ROUNDING = 1e-9


def evaluations() -> QuerySet[Evaluation]:
    """Evaluations without what only a page of one shows, newest first."""
    return Evaluation.objects.select_related("release").defer("draws", "refusals").order_by("-pk")


def evaluation(evaluation_id: int) -> Evaluation:
    """One evaluation. Raises NotFound."""
    return _one(Evaluation.objects.select_related("release__project", "project"), evaluation_id)


def evaluation_head(evaluation_id: int) -> Evaluation:
    """One without its report, which may be megabytes. Raises NotFound."""
    return _one(Evaluation.objects.defer("report", "draws", "refusals"), evaluation_id)


def _one(among: QuerySet[Evaluation], evaluation_id: int) -> Evaluation:
    found = among.filter(pk=evaluation_id).first()
    if found is None:
        raise NotFound
    return found


def figures_at(evaluation_id: int, *, iou: float, confidence: float) -> dict[str, Any]:
    """Precision, recall and F1 at the last overlap and confidence of the report that these reach.

    JSON as in a report. Raises EvaluationNotDone, NothingDrawn, and FiguresNotKept for one that was
    made before what they are made of was kept.
    """
    found = Evaluation.objects.filter(pk=evaluation_id)
    _require_done(found.only("state", "source_name").get())
    # Here, for a web process that is not asked for it loads no NumPy.
    from concord.evaluation.chosen import chosen_figures  # noqa: PLC0415 -- see above
    from concord.evaluation.content import CONFIDENCE_GRID, IOU_GRID  # noqa: PLC0415 -- see above

    kept = EvaluationOutcomes.objects.filter(pk=evaluation_id).first()
    if kept is None:
        raise NothingDrawn if found.filter(report__shapes=None).exists() else FiguresNotKept
    places = [
        max(0, int(grid.searchsorted(value + _ROUNDING, side="right")) - 1)
        for grid, value in ((IOU_GRID, iou), (CONFIDENCE_GRID, confidence))
    ]
    figures = chosen_figures(bytes(kept.content), iou_place=places[0], confidence_place=places[1])
    return {
        key: {
            "value": one.measure.value,
            "lower": one.interval.lower if one.interval else None,
            "upper": one.interval.upper if one.interval else None,
            "undefined_reason": one.measure.reason,
        }
        for key, one in figures.items()
    }


#: The kinds of error that pictures can be looked for by: columns that count them.
ERROR_KINDS = ("false_positives", "misses", "wrong_answers", "unsure_errors", "wrong_pixels")
#: Where `wrong` names the classes of a kind.
_CLASSES_OF = {
    "false_positives": ("false_positives",),
    "misses": ("misses",),
    "wrong_answers": ("answers",),
}


def evaluation_items(
    evaluation_id: int, *, kind: str = "", of: str = ""
) -> QuerySet[EvaluationItem]:
    """What became of each image, those with most errors, then most wrong pixels, first.

    Only those with errors of a `kind` of ERROR_KINDS, and `of` a label or question=option; nothing
    is known of the latter in evaluations of before it was kept.
    """
    found = EvaluationItem.objects.filter(evaluation_id=evaluation_id)
    if kind:
        found = found.filter(**{f"{kind}__gt": 0})
    if of:
        places = _CLASSES_OF.get(kind, ("false_positives", "misses", "answers"))
        wanted = Q()
        for place in places:
            wanted |= Q(**{f"wrong__{place}__contains": [of]})
        found = found.filter(wanted)
    return found.select_related("frozen__item", "gold_item__item").order_by(
        "-errors", "-wrong_pixels", "position"
    )


def evaluation_item(evaluation_id: int, position: int) -> EvaluationItem:
    """One image of an evaluation. Raises NotFound."""
    found = evaluation_items(evaluation_id).filter(position=position).first()
    if found is None:
        raise NotFound
    return found


def gold_in_use(project_id: int) -> QuerySet[GoldItem]:
    """The gold that is asked, with its pictures, but for those that their owners took back."""
    return (
        GoldItem.objects.filter(project_id=project_id, state=GoldItem.State.ACTIVE)
        .exclude(item__exclusion_reason__in=GONE)
        .select_related("item")
        .order_by("pk")
    )


def annotators_of(release_id: int) -> Sequence[Mapping[str, object]]:
    """Who answered something of a release, with how many pictures, most first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT answer ->> 'annotator' AS name, count(DISTINCT row.id) AS items"
            " FROM releases_releaseitem AS row, jsonb_array_elements(row.submissions) AS answer"
            " WHERE row.release_id = %s GROUP BY 1 ORDER BY 2 DESC, 1",
            [release_id],
        )
        return [{"annotator": name, "item_count": count} for name, count in cursor.fetchall()]


def gold_answers(project_id: int) -> QuerySet[Submission]:
    """What annotators said of the gold in use, the last of each person for each picture.

    Voided and rejected answers, and those answered anew, are none.
    """
    tasks = gold_in_use(project_id).values("task")
    return Submission.objects.filter(task__in=tasks, counts=True, is_current=True)


def annotators_of_gold(project_id: int) -> Sequence[Mapping[str, object]]:
    """Who answered something of the gold in use, with how many pictures, most first."""
    found = gold_answers(project_id).order_by().values("annotator__pseudonym")
    counted = found.annotate(items=Count("task", distinct=True))
    return [
        {"annotator": row["annotator__pseudonym"], "item_count": row["items"]}
        for row in counted.order_by("-items", "annotator__pseudonym")
    ]


def gold_answers_of(project_id: int, annotator: str) -> Mapping[int, dict[str, Json]]:
    """The last documents of one person, under their pseudonym, by the id of the gold's task."""
    own = gold_answers(project_id).filter(annotator__pseudonym=annotator).order_by("pk")
    return dict(own.values_list("task_id", "document"))


@dataclass(frozen=True)
class Difference:
    """A figure of two evaluations, and what 95 of 100 draws say of their difference.

    `lower` and `upper` are None where there are no draws of one of them.
    """

    figure: str
    first: float
    second: float
    difference: float
    lower: float | None
    upper: float | None


def comparison(first: Evaluation, second: Evaluation) -> list[Difference]:
    """Figures that both have, the second less the first.

    Both were resampled with the same images, so the draws are subtracted one by one. Raises
    EvaluationNotDone, NotComparable.
    """
    for one in (first, second):
        _require_done(one)
    if first.truth_sha256 != second.truth_sha256:
        raise NotComparable
    mine, theirs = _figures(first.report), _figures(second.report)
    return [
        Difference(
            key, mine[key], theirs[key], theirs[key] - mine[key], *_bounds(first, second, key)
        )
        for key in mine
        if key in theirs
    ]


#: While somebody looks at two models, and downloads what they see.
_COMPARED_SECONDS = 600


def bounds_by_label(first: Evaluation, second: Evaluation) -> Bounds:
    """What 95 of 100 draws say of every difference of two labels; nothing where one of the two was
    made before what they are made of was kept. Both are of the same truths."""
    return for_a_moment(
        f"evaluations-compared:{first.pk}:{second.pk}",
        seconds=_COMPARED_SECONDS,
        make=lambda: _bounds_by_label(first.pk, second.pk),
    )


def _bounds_by_label(first_id: int, second_id: int) -> Bounds:
    # Here, for a web process that is not asked for it loads no NumPy.
    from concord.evaluation.by_label import (  # noqa: PLC0415 -- see above
        intervals_by_label,
        unpacked_labels,
    )

    kept = EvaluationLabels.objects.in_bulk([first_id, second_id])
    if not {first_id, second_id} <= kept.keys():
        return {}
    both = (unpacked_labels(bytes(kept[one].content)) for one in (first_id, second_id))
    return {key: (one.lower, one.upper) for key, one in intervals_by_label(*both).items()}


def _require_done(one: Evaluation) -> None:
    if one.state != Operation.State.DONE:
        raise EvaluationNotDone(
            _("The evaluation of {source_name} is {state}.").format(
                source_name=one.source_name, state=state_word(one.state)
            )
        )


#: Of questions of numbers, and with several answers; reports that were made before have none.
OTHER_FIGURES = {
    "numbers": ("within", "mean_absolute_error", "root_mean_square_error", "mean_error"),
    "several": ("exact", "micro_f1", "macro_f1"),
}


def _figures(report: Json) -> dict[str, float]:
    """Values by key, those that are defined."""
    shapes = report["shapes"]
    found = {**shapes["headline"], **shapes["ap"]} if shapes else {}
    for question in report["questions"]:
        found |= {
            f"{question['key']}:{figure}": question[figure]
            for figure in ("accuracy", "balanced_accuracy", "macro_f1", "within")
            if question.get(figure)
        }
    for name, figures in OTHER_FIGURES.items():
        for question in report.get(name, []):
            found |= {f"{question['key']}:{figure}": question[figure] for figure in figures}
    if shapes and shapes["panoptic"]:
        found["pq"] = shapes["panoptic"]["pq"]
    if report["pixels"]:
        found |= {key: report["pixels"][key] for key in ("mean_iou", "pixel_accuracy")}
        found |= {"pixel_pq": report["pixels"]["pq"]} if "pq" in report["pixels"] else {}
    return {key: one["value"] for key, one in found.items() if one["value"] is not None}


def _bounds(first: Evaluation, second: Evaluation, key: str) -> tuple[float | None, float | None]:
    mine, theirs = (first.draws or {}).get(key), (second.draws or {}).get(key)
    if not mine or not theirs or first.report["images"] < LEAST_IMAGES:  # type: ignore[index]  # done
        return None, None
    ordered = sorted(
        after - before
        for before, after in zip(mine, theirs, strict=True)
        if before is not None and after is not None
    )
    if len(ordered) * 2 < len(mine):
        return None, None
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


#: As in `concord.evaluation.intervals`, which a web process does not import.
LEAST_IMAGES = 10
