"""How far an answer may be off and still be right: numbers, and choices that have an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.documents.entries import Json
from concord.documents.problem import Problem, is_number, key_problems, wrong_type

MAX_TOLERANCE = 1e15
#: A share of a number that is lost where decimals are taken for doubles, with room to spare.
_ROUNDING = 1e-12
_KEYS = frozenset({"value", "is_relative"})


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`value` above 0: in the unit of a question of numbers, or a share of the true number; of a
    choice that has an order, in steps from option to option."""

    value: float
    is_relative: bool = False

    def reach(self, known: float) -> float:
        """How far from the true number an answer may lie."""
        return self.value * abs(known) if self.is_relative else self.value

    def covers(self, answer: float, known: float) -> bool:
        """Whether the answer is right where `known` is the true number."""
        return is_within(answer, known, self.reach(known))


def is_within(answer: float, known: float, reach: float) -> bool:
    """Whether two finite numbers lie no further apart than `reach`, up to rounding in the last
    digits: 0.3 is 0.1 off 0.2. With a reach of 0 only the very number does."""
    slack = _ROUNDING * max(abs(answer), abs(known)) if reach else 0.0
    return abs(answer - known) <= reach + slack


def tolerance_of(field: Mapping[str, object]) -> Tolerance | None:
    """The tolerance of a field of a checked definition."""
    tolerance = field.get("tolerance")
    if not isinstance(tolerance, dict):
        return None
    return Tolerance(float(tolerance["value"]), bool(tolerance["is_relative"]))


def order_problems(field: Json, path: str) -> list[Problem]:
    """What is wrong with a field's order and tolerance; its type is known to be one."""
    is_ordered = field.get("is_ordered", False)
    if not isinstance(is_ordered, bool):
        return [wrong_type(f"{path}/is_ordered", "true or false")]
    if is_ordered and field["type"] != "choice":
        message = "Only the options of one choice can have an order."
        return [Problem("unexpected_order", f"{path}/is_ordered", message)]
    if field.get("tolerance") is None:
        return []
    if field["type"] != "number" and not is_ordered:
        message = "Only numbers, and choices that have an order, have a tolerance."
        return [Problem("unexpected_tolerance", f"{path}/tolerance", message)]
    return _tolerance_problems(field["tolerance"], f"{path}/tolerance", is_ordered=is_ordered)


def _tolerance_problems(tolerance: object, path: str, *, is_ordered: bool) -> list[Problem]:
    if not isinstance(tolerance, dict):
        return [wrong_type(path, "a tolerance or null")]
    problems = key_problems(tolerance, path, _KEYS)
    if problems:
        return problems
    value, is_relative = tolerance["value"], tolerance["is_relative"]
    if not isinstance(is_relative, bool):
        return [wrong_type(f"{path}/is_relative", "true or false")]
    if not is_number(value):
        return [wrong_type(f"{path}/value", "a number")]
    return _value_problems(value, f"{path}/value", is_relative=is_relative, is_ordered=is_ordered)


def _value_problems(
    value: float, path: str, *, is_relative: bool, is_ordered: bool
) -> list[Problem]:
    most = 1.0 if is_relative else MAX_TOLERANCE
    if not 0 < value <= most:
        message = "A tolerance is above 0, and as a share of the true number at most 1."
        return [Problem("invalid_tolerance", path, message)]
    if is_ordered and (is_relative or value != int(value)):
        message = "Of a choice that has an order, the tolerance is a whole number of steps."
        return [Problem("invalid_tolerance", path, message)]
    return []
