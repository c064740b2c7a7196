"""Small files of labels as other programs write them."""

import json
from typing import Any

IMAGE = {"id": 7, "file_name": "a b/ü.jpg", "width": 40, "height": 30}


def coco(*annotations: Any, **category: Any) -> bytes:
    rows = [{"image_id": 7, "category_id": 90, **row} for row in annotations]
    categories = [{"id": 90, "name": "cat, dog / both", **category}]
    root = {"images": [IMAGE], "annotations": rows, "categories": categories}
    return json.dumps(root, indent=1).encode()


def box(x: float, y: float, width: float, height: float) -> dict[str, float]:
    return {"x": x, "y": y, "width": width, "height": height}
