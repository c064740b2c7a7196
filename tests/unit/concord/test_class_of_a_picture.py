"""Which question says the class of a picture, where formats have one class for each."""

from dataclasses import replace

from concord.documents import Document, compile_schema
from concord.formats.classes import class_of
from tests.unit.concord.golden import GOLDEN


def test_yes_or_no_is_the_class_of_a_picture_where_nothing_else_could_be() -> None:
    boolean = {"key": "torn", "text": "Torn?", "type": "boolean", "required": False}
    label = {"key": "coin", "name": "Coin", "color": "#30C7D2", "kind": "box"}
    alone, beside = (
        compile_schema({"version": 1, "labels": labels, "questions": [boolean]})
        for labels in ([], [label])
    )
    items = [
        replace(GOLDEN[9], document=Document(False, (), answers))
        for answers in ({"torn": True}, {"torn": False}, {})
    ]

    assert [class_of(item, alone) for item in items] == ["Yes", "No", None]
    assert class_of(items[0], beside) is None
