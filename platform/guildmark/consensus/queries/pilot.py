"""What the first answers of a project say of all the rest: effort, cost, balance, sizes.

Read from the newest answers and labels, so it costs the same for a large project. NumPy and Shapely
are loaded with the first call, not with the web process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, stdev
from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from concord.documents import class_key
from concord.measure import NORMAL, Measure, undefined
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.weakest import newest_schema
from guildmark.core.errors import NotFound
from guildmark.core.money import Money
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.quality.figures import figure
from guildmark.work.models import Submission, Task

Json = dict[str, Any]  # JSON: `Any` stands for its values
NEWEST_ANSWERS = 5_000
NEWEST_LABELS = 500
#: So many documents are in memory together.
AT_ONCE = 100
SHAPES = Coalesce(
    Func(
        KeyTransform("shapes", "document"),
        function="jsonb_array_length",
        output_field=IntegerField(),
    ),
    0,
)
#: Fewer pictures than this say too little of how long a picture takes.
LEAST_PICTURES = 10


@dataclass(frozen=True)
class Balance:
    """A label among the newest consensus labels, and the shorter side of its objects: the median,
    and what a tenth lies below. An answer to a question with options counts as the label
    `question=option`: it has pictures, no shapes and no side."""

    key: str
    name: str
    shape_count: int
    picture_count: int
    side_px: float | None
    small_side_px: float | None

    @property
    def count(self) -> int:
        """Of what models learn it from: objects, or whole pictures."""
        return self.shape_count or self.picture_count


@dataclass(frozen=True)
class Pilot:
    """Figures as JSON. `seconds` an answer and `shapes` an answer are means over pictures, with an
    interval over pictures; hours and cost are for `answers_left`, the whole of the pictures that
    nobody has answered yet, at the project's overlap and price. Cost is in minor units."""

    picture_count: int
    answer_count: int
    pictures_left: int
    answers_left: int
    overlap: int
    price: Money
    seconds: Json
    shapes: Json
    hours: Json
    cost: Json
    balance: Sequence[Balance]
    label_count: int


def pilot(project_id: int) -> Pilot:
    """Six queries, and one more for each AT_ONCE labels. Raises NotFound."""
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    rows = _answers(project_id)
    seconds = mean_over_pictures((item_id, spent) for item_id, spent, _ in rows)
    shapes = mean_over_pictures((item_id, float(count)) for item_id, _, count in rows)
    left = _pictures_left(project)
    answers_left = left * project.overlap
    labels = _newest_labels(project_id)
    return Pilot(
        picture_count=len({item_id for item_id, _, _ in rows}),
        answer_count=len(rows),
        pictures_left=left,
        answers_left=answers_left,
        overlap=project.overlap,
        price=project.price,
        seconds=figure(seconds),
        shapes=figure(shapes),
        hours=figure(_times(seconds, answers_left / 3600)),
        cost=figure(
            Measure(float(answers_left * project.price_minor))
            if project.price_minor
            else undefined("The project says no price.")
        ),
        balance=balance_of(_documents(labels), names=_names(project_id)),
        label_count=len(labels),
    )


def mean_over_pictures(values: Iterable[tuple[int, float]]) -> Measure:
    """The mean of the pictures' means, with an interval of 95 % by their spread; `n` pictures.

    Answers to one picture are alike, so pictures and not answers are what varies. Undefined under
    `LEAST_PICTURES`.
    """
    by_picture: dict[int, list[float]] = defaultdict(list)
    for item_id, value in values:
        by_picture[item_id].append(value)
    means = [fmean(several) for several in by_picture.values()]
    if len(means) < LEAST_PICTURES:
        return undefined("Answers to 10 pictures are needed first.", n=len(means))
    middle, half = fmean(means), NORMAL * stdev(means) / sqrt(len(means))
    return Measure(middle, lower=max(0.0, middle - half), upper=middle + half, n=len(means))


def balance_of(
    documents: Iterable[Json], *, names: Mapping[str, str] | None = None
) -> list[Balance]:
    """How often each label stands in annotation documents and how large it is, the rarest last.

    Labels of shapes come first, then answers by `question=option`. `names` says what people call
    them; what has none is called by its key. Documents are taken one at a time.
    """
    from concord.geometry.bounds import bounds_of  # noqa: PLC0415 -- as the docstring above says

    sides: dict[str, list[float]] = defaultdict(list)
    pictures: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    known = names or {}
    for document in documents:
        pictures.update({shape["label"] for shape in document["shapes"]})
        said = _answered(document["answers"])
        answers.update(key for key, is_free in said if not is_free or key in known)
        for kind, shapes in _by_kind(document["shapes"]).items():
            boxes = bounds_of(kind, [shape["geometry"] for shape in shapes])
            for shape, side in zip(shapes, boxes[:, 2:].min(axis=1), strict=True):
                sides[shape["label"]].append(float(side))
    rows = [
        Balance(key, known.get(key, key), len(found), pictures[key], median(found), _low(found))
        for key, found in sides.items()
    ]
    rows += [Balance(key, known.get(key, key), 0, n, None, None) for key, n in answers.items()]
    return sorted(rows, key=lambda row: (row.side_px is None, -row.count, row.key))


def _answered(answers: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """`question=option` of what is chosen, and whether it may be text that somebody wrote.

    A number is no option; text is one where the schema has it.
    """
    for question, answer in answers.items():
        for one in answer if isinstance(answer, list) else [answer]:
            if isinstance(one, bool | str):
                yield f"{question}={class_key(one)}", isinstance(one, str)


def _names(project_id: int) -> dict[str, str]:
    """By key of a label, and by `question=option`, what people read."""
    schema = newest_schema(project_id)
    if schema is None:
        return {}
    names = {key: label.name for key, label in schema.labels.items()}
    for question in schema.questions.values():
        for option in question.options.values():
            names[f"{question.key}={option.key}"] = f"{question.name} {option.name}"
    return names


def _by_kind(shapes: Iterable[Json]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for shape in shapes:
        found[shape["kind"]].append(shape)
    return found


def _low(found: Sequence[float]) -> float:
    """The value that a tenth lies below."""
    return sorted(found)[len(found) // 10]


def _times(measure: Measure, factor: float) -> Measure:
    if measure.value is None or measure.lower is None or measure.upper is None:
        return measure
    return Measure(
        measure.value * factor,
        lower=measure.lower * factor,
        upper=measure.upper * factor,
        n=measure.n,
    )


def _answers(project_id: int) -> list[tuple[int, float, int]]:
    """Item, seconds and number of shapes of the newest answers that count; gold is left out.

    The database counts the shapes: all of these documents together may be hundreds of megabytes.
    """
    newest = Submission.objects.filter(
        project_id=project_id, counts=True, is_current=True, task__is_gold=False
    )
    rows = (
        newest.filter(task__step=Task.Step.DRAW)
        .order_by("-submitted_at", "-pk")
        .values_list("task__item_id", "seconds_spent", SHAPES)[:NEWEST_ANSWERS]
    )
    return list(rows)


def _pictures_left(project: Project) -> int:
    """Pictures in use that nobody has answered; 0 without a dataset."""
    if project.dataset_id is None:
        return 0
    answered = Task.objects.filter(project=project, is_gold=False, counted__gt=0).values("item_id")
    used = Item.objects.filter(dataset_id=project.dataset_id, excluded_at=None)
    return used.exclude(pk__in=answered).count()


def _newest_labels(project_id: int) -> list[int]:
    current = ConsensusResult.objects.filter(project_id=project_id, is_current=True)
    return list(current.order_by("-pk").values_list("pk", flat=True)[:NEWEST_LABELS])


def _documents(result_ids: Sequence[int]) -> Iterator[Json]:
    """The annotation documents of labels, which were checked when they came."""
    for start in range(0, len(result_ids), AT_ONCE):
        some = result_ids[start : start + AT_ONCE]
        results = ConsensusResult.objects.filter(pk__in=some).order_by("pk")
        yield from results.values_list("document", flat=True)
