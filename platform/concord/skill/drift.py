"""Has somebody become worse, and since when?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import count

import numpy as np

from concord.measure import Measure, undefined
from concord.sentences import Sentence
from concord.skill.accuracy import PLATFORM_PRIOR, BetaPrior, estimate_skill

#: What somebody usually does is read from so many of their first answers.
BASELINE_ANSWERS = 30
#: Fewer answers than this, and nobody is judged.
LEAST_ANSWERS = 50
#: A change worth finding: the odds of a wrong answer are multiplied by this.
WORSE_ODDS = 3.0
#: Mean number of answers between two false alarms, at least.
RUN_LENGTH = 2000
#: Errors are rounded up to whole per cents: less cannot be told from never.
_PER_CENT = 100
#: Who errs more often than this cannot become much worse.
MOST_ERROR = 0.9
#: The reference value is a fraction, so that the sum has few values and its chain is exact.
_LARGEST_DENOMINATOR = 50


@dataclass(frozen=True, slots=True)
class Chart:
    """Page's cumulative sum for answers that are right (0) or wrong (1).

    The sum goes up by 1 - `reference` with each wrong answer and down by `reference` with each
    right one, never below 0; at `limit` it is an alarm. `run_length_usual` answers on average
    until an alarm while the share of wrong answers is `usual_error`: a false one; and
    `run_length_worse` once it is `worse_error`.
    """

    usual_error: float
    worse_error: float
    reference: float
    limit: float
    run_length_usual: float
    run_length_worse: float


@dataclass(frozen=True, slots=True)
class Drift:
    """Whether the newest answers are worse than the first ones.

    `began` is the place in the sequence where the change most likely began, counted from 0, and
    `found_at` the place of the answer that gave the alarm; without a change `began` says why and
    `found_at` is None. `sums` is the chart's sum after each answer that follows the baseline,
    held at the limit; `chart` is None where nobody is judged.
    """

    began: Measure
    found_at: int | None
    sums: tuple[float, ...]
    chart: Chart | None


def find_drift(is_right: Sequence[bool], *, population: BetaPrior = PLATFORM_PRIOR) -> Drift:
    """A lasting change for the worse in answers in the order of time.

    `is_right` is about gold, or about agreement with the consensus. The first BASELINE_ANSWERS
    under the population's prior say what is usual, at the lower quartile of the posterior: a
    lucky start is not to look like a fall later. An alarm ends when the sum is back at 0, so
    that who has recovered is no longer held to have drifted. Undefined below LEAST_ANSWERS, and
    where more than MOST_ERROR of the first answers were wrong. `n` is the number of answers
    judged. Source: Page 1954, "Continuous inspection schemes"; the change is dated by the last
    time that the sum was 0.
    """
    judged = len(is_right) - BASELINE_ANSWERS
    if len(is_right) < LEAST_ANSWERS:
        reason = Sentence("Fewer than {least} answers could be judged.", least=LEAST_ANSWERS)
        return Drift(undefined(reason, n=max(0, judged)), None, (), None)
    baseline = sum(is_right[:BASELINE_ANSWERS])
    usual = estimate_skill(baseline, BASELINE_ANSWERS, population=population, probability=0.5)
    if 1.0 - usual.lower > MOST_ERROR:
        return Drift(undefined("The first answers were wrong already.", n=judged), None, (), None)
    chart = design_chart(1.0 - usual.lower)
    began, found_at, sums = _run(chart, is_right[BASELINE_ANSWERS:])
    if found_at is None:
        return Drift(undefined("No change for the worse was found.", n=judged), None, sums, chart)
    since = Measure(float(BASELINE_ANSWERS + began), n=judged)
    return Drift(since, BASELINE_ANSWERS + found_at, sums, chart)


def design_chart(usual_error: float) -> Chart:
    """The chart for somebody who usually errs so often, from 0 to MOST_ERROR.

    `usual_error` is rounded up to a whole per cent, and is one at least: who never errs in a
    crowd that never does has 0 in the end. The reference is that of the likelihood
    ratio of usual and worse (Reynolds and Stoumbos 1999), as a small fraction; the
    limit is the least that makes RUN_LENGTH, by the exact Markov chain of the sum (Brook and
    Evans 1972).
    """
    if not 0 <= usual_error <= MOST_ERROR:
        raise ValueError(f"A usual share of wrong answers lies between 0 and {MOST_ERROR}.")
    # Nine digits: seven hundredths times a hundred is a little more than seven.
    return _chart(max(1, math.ceil(round(usual_error * _PER_CENT, 9))))


@lru_cache(maxsize=_PER_CENT)
def _chart(per_cent: int) -> Chart:
    usual = per_cent / _PER_CENT
    worse = WORSE_ODDS * usual / (1.0 - usual + WORSE_ODDS * usual)
    against = -math.log((1.0 - worse) / (1.0 - usual))
    reference = Fraction(against / math.log(WORSE_ODDS)).limit_denominator(_LARGEST_DENOMINATOR)
    largest = next(
        2**power for power in count(3) if _run_length(2**power, reference, usual) >= RUN_LENGTH
    )
    limit = _least_limit(largest, reference, usual)
    return Chart(
        usual_error=usual,
        worse_error=worse,
        reference=float(reference),
        limit=limit / reference.denominator,
        run_length_usual=_run_length(limit, reference, usual),
        run_length_worse=_run_length(limit, reference, worse),
    )


def _least_limit(largest: int, reference: Fraction, error: float) -> int:
    """The least limit that makes RUN_LENGTH, in steps of the chain; `largest` does."""
    low, high = 0, largest
    while high - low > 1:
        middle = (low + high) // 2
        if _run_length(middle, reference, error) >= RUN_LENGTH:
            high = middle
        else:
            low = middle
    return high


def _run_length(limit: int, reference: Fraction, error: float) -> float:
    """Mean number of answers from a sum of 0 to the limit (Brook and Evans 1972).

    The sum has the values 0 to limit - 1 in steps of 1 / denominator; cubic in them.
    """
    down, up = reference.numerator, reference.denominator - reference.numerator
    state = np.arange(limit)
    moves = np.zeros((limit, limit))
    moves[state, np.maximum(state - down, 0)] += 1.0 - error
    rising = state[state + up < limit]
    moves[rising, rising + up] += error
    return float(np.linalg.solve(np.eye(limit) - moves, np.ones(limit))[0])


def _run(chart: Chart, is_right: Sequence[bool]) -> tuple[int, int | None, tuple[float, ...]]:
    """Where the open alarm began and was given, None without one, and the sums."""
    reference = Fraction(chart.reference).limit_denominator(_LARGEST_DENOMINATOR)
    steps = round(chart.limit * reference.denominator)
    total, began = 0, 0
    found_at: int | None = None
    sums = []
    for place, right in enumerate(is_right):
        step = 0 if right else reference.denominator
        total = min(steps, max(0, total + step - reference.numerator))
        if total == 0:
            began, found_at = place + 1, None
        elif total == steps and found_at is None:
            found_at = place
        sums.append(total / reference.denominator)
    return began, found_at, tuple(sums)
