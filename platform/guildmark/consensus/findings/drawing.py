"""How somebody draws, as a fit has learnt it, and how often the numbers they give are careful."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from concord.documents import Schema
from concord.measure import NORMAL, Measure, undefined
from concord.shapes import ShapeModel
from guildmark.consensus.consolidation import Json, Judged, ProjectModel
from guildmark.consensus.consolidation.questions import number_in, number_questions
from guildmark.consensus.findings.background import for_nothing, single_objects
from guildmark.quality.figures import PersonFigures, figure

NOT_LEARNT = "It was not learnt yet."
NO_OBJECTS = "There were no objects on the pictures."
NOTHING_DRAWN = "Nothing was drawn."
NO_INSIDE = "A shape of this kind has no inside."


class DrawnCounts:
    """On how much it rests, by annotator: `objects` on the pictures they answered, of which they
    drew `found`; shapes they have `drawn`, `for_nothing` of which are in no label; by kind, those
    `compared` with somebody else's of the same object; by question, the `numbers` they gave.
    Masks for all of a class are no objects."""

    def __init__(self, schema: Schema) -> None:
        """Nothing so far."""
        self._schema = schema
        self._fields = number_questions(schema)
        self.objects: Counter[int] = Counter()
        self.found: Counter[int] = Counter()
        self.drawn: Counter[int] = Counter()
        self.for_nothing: Counter[int] = Counter()
        self.compared: dict[int, Counter[str]] = defaultdict(Counter)
        self.numbers: dict[str, Counter[int]] = {field.key: Counter() for field in self._fields}

    def add(self, judged: Sequence[Judged]) -> None:
        """Some more tasks."""
        for one in judged:
            self._add_shapes(one)
            for field in self._fields:
                self.numbers[field.key].update(
                    vote.annotator_id
                    for vote in one.task.votes
                    if number_in(vote.document.answers, field) is not None
                )

    def _add_shapes(self, one: Judged) -> None:
        singles = single_objects(one, self._schema)
        objects = [single.drawings for single in singles]
        in_company = {source for of in objects if len({who for who, _ in of}) > 1 for source in of}
        for vote, _ in for_nothing(one, singles, self._schema):
            self.for_nothing[vote.annotator_id] += 1
        for vote in one.task.votes:
            who = vote.annotator_id
            drawn = {
                (vote.submission_id, shape.id): shape.kind
                for shape in vote.document.shapes
                if shape.label not in self._schema.semantic_labels
            }
            self.objects[who] += len(objects)
            self.found[who] += sum(not of.isdisjoint(drawn) for of in objects)
            self.drawn[who] += len(drawn)
            self.compared[who].update(drawn[source] for source in drawn.keys() & in_company)


def with_drawing(
    figures: Mapping[int, PersonFigures],
    counts: DrawnCounts,
    schema: Schema,
    model: ProjectModel,
) -> dict[int, PersonFigures]:
    """The same figures with `drawing` and `numbers` among their details."""
    return {
        who: replace(
            one,
            details={
                **one.details,
                "drawing": _drawing(who, counts, model.shapes) if schema.labels else None,
                "numbers": _numbers(who, counts, schema, model),
            },
        )
        for who, one in figures.items()
    }


def _drawing(who: int, counts: DrawnCounts, model: ShapeModel) -> Json:
    name, existence = str(who), model.existence
    return {
        "finds": figure(
            _known(existence.sensitivity.get(name), counts.objects[who], otherwise=NO_OBJECTS)
        ),
        "found_count": counts.found[who],
        "crowd_finds": existence.population_sensitivity,
        "alarms": figure(
            _known(existence.alarms_beside(name), counts.drawn[who], otherwise=NOTHING_DRAWN)
        ),
        "for_nothing_count": counts.for_nothing[who],
        "kinds": [
            {
                "kind": kind,
                "looseness": figure(_looseness(model, name, kind, n)),
                "scatter": figure(_known(model.scatter(name, kind), n, otherwise=NOTHING_DRAWN)),
            }
            for kind, n in sorted(counts.compared[who].items())
        ],
    }


def _known(value: float | None, n: int, *, otherwise: str) -> Measure:
    if not n:
        return undefined(otherwise, n=0)
    return undefined(NOT_LEARNT, n=n) if value is None else Measure(value, n=n)


def _looseness(model: ShapeModel, name: str, kind: str, n: int) -> Measure:
    known = model.looseness(name, kind, n)
    if known is None:
        is_stranger = model.scatter(name, kind) is None
        return undefined(NOT_LEARNT if is_stranger else NO_INSIDE, n=n)
    value, error = known
    return Measure(value, lower=value - NORMAL * error, upper=value + NORMAL * error, n=n)


def _numbers(who: int, counts: DrawnCounts, schema: Schema, model: ProjectModel) -> list[Json]:
    found = []
    for field in number_questions(schema):
        learnt = model.numbers_of(field)
        n = counts.numbers[field.key][who]
        if n:
            careful = learnt.careful.get(str(who)) if learnt.is_learnt else None
            found.append(
                {
                    "key": field.key,
                    "name": field.name,
                    "careful": figure(_known(careful, n, otherwise=NOTHING_DRAWN)),
                    "crowd_careful": learnt.population if learnt.is_learnt else None,
                }
            )
    return found
