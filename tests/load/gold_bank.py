"""Does a bank of right known answers last, and are wrong ones found? By simulation.

    python tests/load/gold_bank.py [--rounds 40]

The people and pictures are those of the demonstration (`docs/decisions/0005`). Everybody meets the
gold in an order of their own; an item is given up as the rule says, after each answer to it, and
given to nobody any more. `flat` is the rule of over 40 % of at least 10; `odds` the product's.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from concord.documents import compile_schema, parse_document
from concord.scoring import Marks, has_passed, score_document
from concord.skill import expected_misses, is_suspicious
from guildmark.demo import mistakes, schemas
from guildmark.demo.people import (
    AVERAGE,
    CAREFUL,
    COINS_CREW,
    HASTY,
    MATERIALS_CREW,
    Manner,
    crew,
)
from guildmark.demo.pictures.materials import NAMES as MATERIALS
from guildmark.demo.pictures.scenes import scenes

Document = dict[str, Any]  # JSON
SIZE = {"width_px": 800, "height_px": 600}
ITEMS, WRONG_ITEMS = 20, 5


@dataclass
class Item:
    """A known answer, who answered it, and whether it was given up."""

    truth: Document
    reference: Document
    is_right: bool
    answers: dict[int, bool] = field(default_factory=dict)
    is_given_up: bool = False


Rule = Callable[[Item, dict[int, list[int]]], bool]


def flat(item: Item, _: dict[int, list[int]]) -> bool:
    """Missed by over 40 % of at least 10."""
    missed = sum(not one for one in item.answers.values())
    return len(item.answers) >= 10 and missed > 0.4 * len(item.answers)


def odds(item: Item, tallies: dict[int, list[int]]) -> bool:
    """As `quality` does it: against what these people miss of the other items."""
    others = {one: (right, n) for one, (right, n) in tallies.items()}
    for person, was_right in item.answers.items():
        right, n = others[person]
        others[person] = (right - was_right, n - 1)
    people = sorted(others)
    shares = expected_misses([others[one][0] for one in people], [others[one][1] for one in people])
    of_item = [share for one, share in zip(people, shares, strict=True) if one in item.answers]
    return is_suspicious(sum(not one for one in item.answers.values()), of_item)


def is_right(answer: Document, reference: Document, definition: Document) -> bool:
    """As the product scores gold."""
    schema = compile_schema(definition)
    score = score_document(
        parse_document(answer),
        parse_document(reference),
        questions=schema.questions,
        has_labels=bool(schema.labels),
        iou_threshold=0.5,
    )
    return has_passed(score, Marks(iou_threshold=0.5, mean_iou=0.5))


def spoilt(truth: Document, definition: Document, rng: np.random.Generator) -> Document:
    """A reference that is wrong: another answer, or a third of the objects missing or misnamed."""
    if not definition["labels"]:
        (key,) = truth["answers"]
        other = [one for one in MATERIALS if one != truth["answers"][key]]
        return {**truth, "answers": {key: other[rng.integers(len(other))]}}
    keys = [label["key"] for label in definition["labels"]]
    hit = set(rng.permutation(len(truth["shapes"]))[: max(1, (len(truth["shapes"]) + 2) // 3)])
    shapes = [
        {**shape, "label": keys[(keys.index(shape["label"]) + 1) % len(keys)]}
        if place in hit
        else shape
        for place, shape in enumerate(truth["shapes"])
    ]
    return {**truth, "shapes": shapes}


def play(
    people: Sequence[Manner],
    truths: list[Document],
    definition: Document,
    rule: Rule,
    rng: np.random.Generator,
) -> list[Item]:
    """Everybody through the bank, a few items each round."""
    wrong = set(rng.permutation(len(truths))[:WRONG_ITEMS]) if len(truths) > ITEMS else set()
    items = [
        Item(one, spoilt(one, definition, rng) if place in wrong else one, place not in wrong)
        for place, one in enumerate(truths)
    ]
    tallies: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    orders = [rng.permutation(len(items)) for _ in people]
    for turn in range(len(items)):
        for person in rng.permutation(len(people)):
            item = items[orders[person][turn]]
            if item.is_given_up:
                continue
            answer = mistakes.answer(item.truth, people[person], rng, definition=definition, **SIZE)
            right = is_right(answer, item.reference, definition)
            item.answers[int(person)] = right
            tallies[int(person)][0] += right
            tallies[int(person)][1] += 1
            item.is_given_up = rule(item, tallies)
    return items


def crowds() -> dict[str, list[Manner]]:
    """The demonstration's two, and two whose people are better."""
    return {
        "coins, the demonstration's crew": [one.manner for one in crew(COINS_CREW)],
        "coins, careful and average": [CAREFUL] * 10 + [AVERAGE] * 10,
        "coins, hasty": [HASTY] * 20,
        "materials, the demonstration's crew": [one.manner for one in crew(MATERIALS_CREW)],
    }


def bank(name: str, rng: np.random.Generator) -> tuple[list[Document], Document]:
    """Right answers for ITEMS and WRONG_ITEMS more, with objects where objects are asked for."""
    count = ITEMS + WRONG_ITEMS
    if name.startswith("coins"):
        drawn = scenes(rng, 2 * count, prefix="gold")
        full = [one.truth for one in drawn if one.truth["shapes"]][:count]
        return full, schemas.COINS
    keys = list(MATERIALS)
    return [_material(keys[place % len(keys)]) for place in range(count)], schemas.MATERIALS


def _material(key: str) -> Document:
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": {"material": key}}


def measure(name: str, people: list[Manner], rounds: int) -> dict[str, Any]:  # JSON
    """Shares over all rounds, by rule."""
    truths, definition = bank(name, np.random.default_rng(1))
    found: dict[str, Any] = {"crowd": name, "people": len(people)}  # JSON
    for rule_name, rule in (("flat", flat), ("odds", odds)):
        given_up, caught, right, seen = [], [], 0, 0
        for number in range(rounds):
            items = play(people, truths, definition, rule, np.random.default_rng(number))
            given_up += [item.is_given_up for item in items if item.is_right]
            caught += [item.is_given_up for item in items if not item.is_right]
            for item in items:
                if item.is_right:
                    right += sum(item.answers.values())
                    seen += len(item.answers)
        found[rule_name] = {
            "right_items_given_up": round(float(np.mean(given_up)), 3),
            "wrong_items_given_up": round(float(np.mean(caught)), 3),
            "answers_right": round(right / seen, 3),
        }
    return found


def main() -> None:
    """Print a line of JSON for each crowd."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    for name, people in crowds().items():
        sys.stdout.write(json.dumps(measure(name, people, rounds)) + "\n")


if __name__ == "__main__":
    main()
