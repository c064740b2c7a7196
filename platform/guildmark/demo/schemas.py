"""What the projects of the demonstration ask."""

from typing import Any

from guildmark.demo.pictures import coins, materials

LABEL_COLORS = ("#A0DB2C", "#F6CFB0", "#F5109B", "#30C7D2")

COINS: dict[str, Any] = {
    "version": 1,
    "labels": [
        {
            "key": key,
            "name": name,
            "color": color,
            "kind": "box",
            "parent": None,
            "min_count": None,
            "max_count": None,
            "attributes": [
                {
                    "key": "hidden",
                    "name": "Hidden",
                    "type": "choice",
                    "required": True,
                    "options": [{"key": "no", "name": "No"}, {"key": "in_part", "name": "In part"}],
                    "when": None,
                }
            ],
        }
        for (key, name), color in zip(coins.NAMES.items(), LABEL_COLORS, strict=True)
    ],
    "questions": [],
}

MASKS: dict[str, Any] = {
    "version": 1,
    "labels": [
        {
            "key": key,
            "name": name,
            "color": color,
            "kind": "mask",
            "parent": None,
            "min_count": None,
            "max_count": None,
            "attributes": [],
        }
        for (key, name), color in zip(coins.NAMES.items(), LABEL_COLORS, strict=True)
    ],
    "questions": [],
}

MATERIALS: dict[str, Any] = {
    "version": 1,
    "labels": [],
    "questions": [
        {
            "key": "material",
            "text": "Which material is this?",
            "type": "choice",
            "required": True,
            "options": [
                {"key": key, "name": name, "color": color}
                for (key, name), color in zip(materials.NAMES.items(), LABEL_COLORS, strict=True)
            ],
        }
    ],
}


def _tool_label(key: str, name: str, color: str, kind: str, **more: Any) -> dict[str, Any]:
    label = {"key": key, "name": name, "color": color, "kind": kind, "parent": None}
    return {**label, "min_count": None, "max_count": None, "attributes": [], **more}


def _yes_or_no(key: str, name: str) -> dict[str, Any]:
    asked = {"key": key, "name": name, "type": "boolean", "required": False}
    return {**asked, "when": None}


_FACE = {
    "points": [
        {"key": "eye_left", "name": "Eye on the left"},
        {"key": "eye_right", "name": "Eye on the right"},
        {"key": "nose", "name": "Nose"},
        {"key": "mouth", "name": "Mouth"},
    ],
    "edges": [["eye_left", "nose"], ["eye_right", "nose"], ["nose", "mouth"]],
}

#: A label of each kind, so that every tool has its use.
TOOLS: dict[str, Any] = {
    "version": 1,
    "labels": [
        _tool_label(
            "object",
            "Object",
            "#30C7D2",
            "box",
            attributes=[
                _yes_or_no("occluded", "Covered in part"),
                _yes_or_no("truncated", "Cut off by the edge"),
            ],
            # Things in a heap cover each other, but two boxes so alike are one thing drawn twice.
            max_overlap=0.8,
        ),
        _tool_label("outline", "Outline", "#A0DB2C", "polygon"),
        _tool_label("area", "Area", "#F5109B", "mask"),
        _tool_label("round", "Round thing", "#A053FD", "ellipse"),
        _tool_label("long", "Long thing", "#F6CFB0", "rotated_box"),
        _tool_label("edge", "Edge", "#909BFB", "polyline"),
        _tool_label(
            "face",
            "Face",
            "#F4FD74",
            "keypoints",
            skeleton=_FACE,
            attributes=[
                _yes_or_no("turned_away", "Turned away"),
                {
                    **_yes_or_no("one_side", "Only one side seen"),
                    "when": {"attribute": "turned_away", "equals": True},
                },
            ],
        ),
        # One mask for all of it, and no pixel of it in another such label.
        _tool_label("ground", "Ground", "#74FEFD", "mask", is_semantic=True),
    ],
    "questions": [
        {
            "key": "is_indoors",
            "text": "Was it taken indoors?",
            "type": "boolean",
            "required": False,
        }
    ],
}
