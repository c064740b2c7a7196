"""Agreement on what shapes are like, and that it does not cost a look at all of them for each."""

from dataclasses import replace
from typing import Any

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.agreement import measure_all
from guildmark.consensus.consolidation import (
    Judged,
    TaskVotes,
    Vote,
    consolidate_all,
    starting_model,
)

IMAGES, PEOPLE = 40, 3
LABELS = ("coin", "button")


def _schema(attributes: int) -> Schema:
    options = [{"key": key, "name": key.title()} for key in ("yes", "no", "odd")]
    fields = [
        {"key": f"a{n}", "name": f"A{n}", "type": "choice", "required": False, "options": options}
        for n in range(attributes)
    ]
    label = {"color": "#AA0000", "kind": "box", "attributes": fields}
    labels = [{**label, "key": key, "name": key.title()} for key in LABELS]
    return compile_schema({"labels": labels, "questions": []})


def _task(number: int, attributes: int) -> TaskVotes:
    """Of two things far apart all say the same, but of the first attribute the last person."""
    votes = []
    for who in range(PEOPLE):
        shapes = tuple(
            Shape(
                f"s{at}",
                "box",
                label,
                {"x": 200.0 * at + who, "y": 50.0, "width": 40.0, "height": 40.0},
                {
                    f"a{n}": "odd" if (n, who) == (0, PEOPLE - 1) else ("yes", "no")[number % 2]
                    for n in range(attributes)
                },
            )
            for at, label in enumerate(LABELS)
        )
        votes.append(Vote(number * 10 + who, who, Document(False, shapes, {})))
    return TaskVotes(number, 640, 480, tuple(votes))


class _Counted(dict[str, Any]):  # provenance, as JSON
    looks = 0

    def items(self) -> Any:  # the type of a dict's own view has no public name
        _Counted.looks += 1
        return super().items()


def _judged(schema: Schema, attributes: int) -> list[Judged]:
    tasks = [_task(number, attributes) for number in range(IMAGES)]
    labels = consolidate_all(tasks, schema, starting_model(schema))
    return [
        Judged(task, replace(label, provenance=_Counted(label.provenance)))
        for task, label in zip(tasks, labels, strict=True)
    ]


def _looks(attributes: int) -> int:
    schema = _schema(attributes)
    judged = _judged(schema, attributes)
    _Counted.looks = 0
    measure_all(judged, schema, on_step=lambda: None)
    return _Counted.looks


def test_each_attribute_of_each_label_has_its_own_agreement() -> None:
    schema = _schema(2)

    found = measure_all(_judged(schema, 2), schema, on_step=lambda: None)["attributes"]

    assert [one["key"] for one in found] == ["coin/a0", "coin/a1", "button/a0", "button/a1"]
    assert [round(one["figures"]["percent"]["value"], 3) for one in found] == [0.333, 1, 0.333, 1]
    assert {one["item_count"] for one in found} == {IMAGES}


def test_many_attributes_cost_no_look_at_all_the_drawings_each() -> None:
    assert _looks(4) == _looks(1)
