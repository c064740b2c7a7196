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
