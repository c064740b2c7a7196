"""The skeleton of a label of keypoints: which points there are, and which are joined by a line."""

from __future__ import annotations

from concord.documents.entries import (
    MAX_NAME_CHARACTERS,
    Json,
    entry_key_problems,
    list_problems,
    name_problems,
)
from concord.documents.problem import Problem, is_number, key_problems, wrong_type
from concord.sentences import Sentence

MAX_KEYPOINTS = 200
MAX_EDGES = 1_000

_SKELETON_KEYS = frozenset({"points", "edges"})
_POINT_KEYS = frozenset({"key", "name"})
#: Where the point lies in the figure of the skeleton, which people see beside the work.
_PLACE_KEYS = frozenset({"at"})


def skeleton_problems(label: Json, path: str) -> list[Problem]:
    """A label of keypoints has a skeleton, others have none."""
    skeleton, below = label.get("skeleton"), f"{path}/skeleton"
    if label.get("kind") != "keypoints":
        if skeleton is None:
            return []
        return [Problem("unexpected_skeleton", below, "Only keypoints have a skeleton.")]
    if "skeleton" not in label:
        return [Problem("missing_key", path, "Keypoints need their skeleton.")]
    return _content_problems(skeleton, below)


def _content_problems(skeleton: object, path: str) -> list[Problem]:
    if not isinstance(skeleton, dict):
        return [wrong_type(path, "a skeleton, an object with points and edges")]
    problems = key_problems(skeleton, path, _SKELETON_KEYS)
    if problems:
        return problems
    points = skeleton["points"]
    if points == []:
        return [Problem("too_few_points", f"{path}/points", "A skeleton needs a point.")]
    problems = list_problems(points, f"{path}/points", MAX_KEYPOINTS, _point_problems)
    return problems or _edge_problems(
        skeleton["edges"], {point["key"] for point in points}, f"{path}/edges"
    )


def _point_problems(point: Json, path: str) -> list[Problem]:
    problems = key_problems(point, path, _POINT_KEYS, _PLACE_KEYS)
    problems += entry_key_problems(point, path)
    problems += name_problems(point, "name", path, MAX_NAME_CHARACTERS)
    return problems + _place_problems(point, f"{path}/at")


def _place_problems(point: Json, path: str) -> list[Problem]:
    """Shares of the figure's width and height, from its top-left corner; none where it has none."""
    if "at" not in point:
        return []
    at = point["at"]
    if isinstance(at, list) and len(at) == 2 and all(map(_is_share, at)):
        return []
    return [Problem("invalid_place", path, "A place in the figure is two numbers from 0 to 1.")]


def _is_share(value: object) -> bool:
    """A number from 0 to 1; NaN is none."""
    return isinstance(value, int | float) and is_number(value) and 0 <= value <= 1


def _edge_problems(edges: object, keys: set[str], path: str) -> list[Problem]:
    """Each edge joins two different points of the skeleton, and no other edge the same two."""
    if not isinstance(edges, list):
        return [wrong_type(path, "a list of edges")]
    if len(edges) > MAX_EDGES:
        return [
            Problem(
                "too_many", path, Sentence("There may be at most {most} of these.", most=MAX_EDGES)
            )
        ]
    problems: list[Problem] = []
    seen: set[frozenset[str]] = set()
    for index, edge in enumerate(edges):
        found = _ends_problems(edge, keys, f"{path}/{index}")
        if not found and (len(set(edge)) < 2 or frozenset(edge) in seen):
            message = "An edge joins two different points, and the same two once."
            found = [Problem("invalid_edge", f"{path}/{index}", message)]
        if not found:
            seen.add(frozenset(edge))
        problems += found
    return problems


def _ends_problems(edge: object, keys: set[str], path: str) -> list[Problem]:
    if not isinstance(edge, list) or len(edge) != 2:
        return [wrong_type(path, "the keys of two points")]
    return [
        Problem("unknown_keypoint", f"{path}/{end}", "The skeleton has no such point.")
        for end, key in enumerate(edge)
        if not isinstance(key, str) or key not in keys
    ]
