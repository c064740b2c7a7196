"""Crowds that the tests of class engines share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from concord.classes import ClassAnswer, Votes

Truth = NDArray[np.int64]
Values = NDArray[np.float64]

# Dawid and Skene 1979, table 1: 45 patients; observer 1 answered three times, the others once.
TABLE = (
    "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 "
    "2223343 1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 "
    "2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 "
    "2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 "
    "2222222"
)
PATIENTS = TABLE.split(" ")
OBSERVERS = (0, 0, 0, 1, 2, 3, 4)


def anaesthetists() -> Votes:
    rows = [
        (patient, observer, int(label) - 1)
        for patient, labels in enumerate(PATIENTS)
        for observer, label in zip(OBSERVERS, labels, strict=True)
    ]
    return as_votes(rows, items=45, annotators=5, classes=4)


def as_votes(
    rows: list[tuple[int, int, int]], *, items: int, annotators: int, classes: int
) -> Votes:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Votes(columns[0], columns[1], columns[2], items, annotators, classes)


def crowd(
    seed: int, *, items: int = 200, accuracies: tuple[float, ...], classes: int = 3
) -> tuple[Votes, Truth]:
    """People who are right with a given probability, and else wrong in all ways alike."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, items)
    rows = []
    for annotator, accuracy in enumerate(accuracies):
        for item in range(items):
            wrong = (truth[item] + rng.integers(1, classes)) % classes
            rows.append((item, annotator, int(truth[item] if rng.random() < accuracy else wrong)))
    votes = as_votes(rows, items=items, annotators=len(accuracies), classes=classes)
    return votes, truth


def fair_accuracy(
    values: Values,
    truth: Truth,
) -> float:
    """The share of right items, a tie between k classes counting 1 / k."""
    best = values >= values.max(axis=1, keepdims=True) - 1e-9
    return float((best[np.arange(len(truth)), truth] / best.sum(axis=1)).mean())


def answers(votes: Votes) -> list[ClassAnswer]:
    return [
        ClassAnswer(f"i{item:03}", f"a{annotator}", "xyz"[label])
        for item, annotator, label in zip(votes.items, votes.annotators, votes.labels, strict=True)
    ]


def renamed(answers: list[ClassAnswer], items: str, people: str) -> list[ClassAnswer]:
    """The same answers about items and by people of other names, in another order of names."""
    return [
        ClassAnswer(items + row.item[::-1], people + row.annotator[::-1], row.label)
        for row in answers
    ]
