"""Coefficients of labels, against the examples their authors published."""

from __future__ import annotations

import numpy as np
import pytest

from concord.agreement import (
    Rating,
    Ratings,
    cohen_kappa,
    collect_ratings,
    measure_labels,
    measure_ordered,
    measure_sets,
    nominal_distances,
)
from concord.agreement.ordered import masi_distances
from tests.unit.concord.agreement.examples import FEW, FLEISS, KRIPPENDORFF, by_coder, by_unit


def near(value: float, digits: int = 3) -> object:
    return pytest.approx(value, abs=0.5 * 10**-digits)


def test_krippendorffs_example_at_every_level() -> None:
    # Krippendorff 2011, sections C and D: nominal .743, ordinal .815, interval .849, ratio .797.
    ratings = by_coder(*KRIPPENDORFF)

    ordered = measure_ordered(ratings, np.arange(1.0, 6.0), FEW)

    assert measure_labels(ratings, FEW).alpha.value == near(0.743)
    assert ordered.ordinal.value == near(0.815)
    assert ordered.interval.value == near(0.849)
    assert ordered.ratio.value == near(0.797)


def test_sets_lie_apart_as_passonneau_has_it() -> None:
    # Passonneau 2006: 1 - Jaccard * 2/3 where one holds the other, * 1/3 where they overlap.
    found = masi_distances(["ab", "ab", "abc", "bc", "d", ""])

    assert found[0].tolist() == pytest.approx([0, 0, 1 - 2 / 3 * 2 / 3, 1 - 1 / 3 / 3, 1, 1])
    assert (found == found.T).all()


def test_sets_that_share_nothing_are_as_classes_and_those_that_share_much_agree_more() -> None:
    ratings = by_coder(*KRIPPENDORFF)
    apart = [[label] for label in ratings.classes]

    alike = measure_sets(ratings, [["all", *one] for one in apart], FEW)

    assert measure_sets(ratings, apart, FEW).value == near(0.743)
    assert alike.value == near(0.743)  # every pair overlaps alike: chance is as much nearer
    by_size = [list(range(index + 1)) for index in range(len(ratings.classes))]
    assert (measure_sets(ratings, by_size, FEW).value or 0) > 0.75


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [(("0100000010", "1110010000"), 0.095), (("aabbdcccedda", "babbbccceddd"), 0.692)],
)
def test_krippendorffs_examples_of_two_observers(coders: tuple[str, ...], alpha: float) -> None:
    # Krippendorff 2011, sections A and B.
    assert measure_labels(by_coder(*coders), FEW).alpha.value == near(alpha)


def test_fleiss_patients() -> None:
    # Fleiss 1971: kappa .430; of the five diagnoses .245, .245, .520, .471, .566.
    names = ("depression", "personality disorder", "schizophrenia", "neurosis", "other")
    patients = [
        [name for name, count in zip(names, row, strict=True) for _ in range(int(count))]
        for row in FLEISS.split()
    ]
    n = 180

    found = measure_labels(by_unit(patients, names), FEW)
    # Alpha of a label differs from its kappa by the correction for small samples alone.
    kappas = [1 - (1 - (one.value or 0)) * n / (n - 1) for one in found.labels.values()]

    assert found.fleiss_kappa.value == near(0.430)
    assert kappas == [near(0.245), near(0.245), near(0.520), near(0.471), near(0.566)]


def test_gwets_example_with_gaps() -> None:
    # Gwet 2014, Handbook of Inter-Rater Reliability, four raters and twelve subjects (the same
    # ratings as Krippendorff's): agreement .818, AC1 .77544, Fleiss' kappa .76117.
    found = measure_labels(by_coder(*KRIPPENDORFF), FEW)

    assert found.percent.value == near(0.81818, 5)
    assert found.ac1.value == near(0.77544, 5)
    assert found.fleiss_kappa.value == near(0.76117, 5)


def table(counts: list[list[int]]) -> Ratings:
    """Two people, "a" and "b": counts of a's label (row) with b's (column)."""
    given = [
        (row, column)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        for _ in range(count)
    ]
    ratings = [
        Rating(image, None, person, label)
        for image, labels in enumerate(given)
        for person, label in zip("ab", labels, strict=True)
    ]
    return collect_ratings(ratings, classes=range(len(counts)))


def test_gwets_example_of_high_agreement() -> None:
    # Gwet 2008: 118, 5, 2 and 0 of 125 subjects: kappa -.0234 where people agree on 94 %, and
    # AC1 .9408.
    ratings = table([[118, 5], [2, 0]])

    assert measure_labels(ratings, FEW).ac1.value == near(0.9408, 4)
    assert cohen_kappa(ratings, "a", "b", nominal_distances(2), FEW).value == near(-0.0234, 4)


def test_cohens_examples() -> None:
    # Cohen 1960, 200 cases: kappa .49; Cohen 1968, the same with disagreements weighed 1, 3 and
    # 6: kappa .348.
    ratings = table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    weights = np.array([[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]])

    assert cohen_kappa(ratings, "a", "b", nominal_distances(3), FEW).value == near(0.492)
    assert cohen_kappa(ratings, "a", "b", weights, FEW).value == near(0.348)
