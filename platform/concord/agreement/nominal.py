"""Coefficients for labels without an order, from totals over images.

Each takes totals (draws, columns) as `statistics.Columns` names them and gives part and whole
(draws,): the coefficient is their ratio, undefined where the whole is 0.
"""

from __future__ import annotations

import numpy as np

from concord.agreement.bootstrap import Quotient
from concord.agreement.ratings import Floats
from concord.agreement.statistics import Columns


def percent(totals: Floats, at: Columns) -> Quotient:
    """The share of pairs of people that agree, every unit counting the same: in [0, 1].

    Source: Fleiss 1971, equation 2 and its mean, for any number of raters.
    """
    return totals[:, at.agreeing], totals[:, at.paired]


def fleiss_kappa(totals: Floats, at: Columns) -> Quotient:
    """Agreement above what the shares of the labels give by chance: at most 1.

    With the same number of ratings on each unit it is the kappa of Fleiss 1971. Otherwise every
    unit counts the same, whatever its number of ratings, and units rated once count towards the
    shares only (Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition). Undefined when
    everybody gave one label.
    """
    return _above_chance(totals, at, (_shares(totals, at) ** 2).sum(axis=1))


def gwet_ac1(totals: Floats, at: Columns) -> Quotient:
    """Gwet's AC1: as Fleiss' kappa, but chance counts only where a rating is hard.

    Chance agreement is sum(p (1 - p)) / (labels - 1), so that nearly unanimous data do not look
    like disagreement. Labels that nobody gave count among the labels. Undefined with fewer than
    two labels. Source: Gwet 2008, "Computing inter-rater reliability and its variance in the
    presence of high agreement"; Gwet 2014 for unequal numbers of ratings.
    """
    if at.classes < 2:
        return np.zeros(len(totals)), np.zeros(len(totals))
    shares = _shares(totals, at)
    return _above_chance(totals, at, (shares * (1.0 - shares)).sum(axis=1) / (at.classes - 1))


def alpha(totals: Floats, at: Columns) -> Quotient:
    """Krippendorff's alpha for nominal data, any number of ratings, with gaps: at most 1.

    Undefined when all paired ratings are one label. Source: Krippendorff 2011, "Computing
    Krippendorff's Alpha-Reliability", section C, from the coincidence matrix.
    """
    ratings, n = totals[:, at.ratings], totals[:, at.all_ratings]
    observed = totals[:, at.contradicted].sum(axis=1)
    return below_chance(observed, (ratings * (n[:, None] - ratings)).sum(axis=1), n)


def alpha_of_label(totals: Floats, at: Columns, label: int) -> Quotient:
    """Alpha of one label against all others taken together, as `alpha`.

    Undefined when nobody gave the label, or nobody another. Time does not grow with the labels: a
    project has one such figure for each. Source: Krippendorff 2018, Content Analysis, 4th edition,
    chapter 12, on the reliability of single categories.
    """
    ratings, n = totals[:, at.ratings.start + label], totals[:, at.all_ratings]
    return below_chance(totals[:, at.contradicted.start + label], ratings * (n - ratings), n)


def below_chance(observed: Floats, expected: Floats, n: Floats) -> Quotient:
    """1 - (observed disagreement) / (expected / (n - 1)), for n paired ratings."""
    chance = np.zeros_like(expected)
    np.divide(expected, n - 1.0, out=chance, where=n > 1)
    return chance - observed, chance


def _shares(totals: Floats, at: Columns) -> Floats:
    """Mean shares of the labels over rated units: (draws, labels), 0 where nothing was rated."""
    units = totals[:, at.units, None]
    shares = np.zeros((len(totals), at.classes))
    np.divide(totals[:, at.shares], units, out=shares, where=units > 0)
    return shares


def _above_chance(totals: Floats, at: Columns, chance: Floats) -> Quotient:
    """(agreement - chance) / (1 - chance); undefined without a paired unit."""
    agreeing, paired = percent(totals, at)
    observed = np.zeros_like(agreeing)
    np.divide(agreeing, paired, out=observed, where=paired > 0)
    return observed - chance, np.where(paired > 0, 1.0 - chance, 0.0)
