"""What a rule saw of somebody, in a sentence: for events, for the API, and for mails."""

from dataclasses import asdict

from concord.rules import STATISTICS, Reading, verdicts_of
from concord.sentences import Sentence
from guildmark.quality.figures import Json

#: By statistic, said of one and of several; {total} of {n} is what the statistic counts.
FIRED = {
    "gold_upper_bound": (
        (
            "{total} of the last {n} checks was right: {value:.2f} at best, and "
            "{threshold:.2f} is asked for."
        ),
        (
            "{total} of the last {n} checks were right: {value:.2f} at best, and "
            "{threshold:.2f} is asked for."
        ),
    ),
    "consensus_agreement": (
        (
            "{total} of the last {n} answers agrees with what others said: {value:.2f} at best, "
            "and {threshold:.2f} is asked for."
        ),
        (
            "{total} of the last {n} answers agree with what others said: {value:.2f} at best, "
            "and {threshold:.2f} is asked for."
        ),
    ),
    "spammer_score": (
        (
            "Answers hardly depend on what is in the picture: a score of {value:.2f} at best, and "
            "{threshold:.2f} is asked for."
        ),
    ),
    "speed_z": (
        (
            "The last {n} tasks took much less time than others need: {value:.2f} deviations from "
            "the middle, where {threshold:.2f} is noticed."
        ),
    ),
    "skip_share": (
        (
            "{total} of the last {n} tasks was skipped: {value:.2f} at the least, where "
            "{threshold:.2f} is noticed."
        ),
        (
            "{total} of the last {n} tasks were skipped: {value:.2f} at the least, where "
            "{threshold:.2f} is noticed."
        ),
    ),
    "verdict_skill": (
        (
            "Of {right} labels that others found right {right_accepted} were accepted, and of "
            "{wrong} that they found wrong {wrong_accepted}: a difference of {value:.2f} at best, "
            "and {threshold:.2f} is asked for."
        ),
    ),
    "drift": ("Answers have become worse than they were at first.",),
    "acceptance_share": (
        (
            "{total} of the last {n} decisions was to accept: {value:.2f} at best, and "
            "{threshold:.2f} is asked for."
        ),
        (
            "{total} of the last {n} decisions were to accept: {value:.2f} at best, and "
            "{threshold:.2f} is asked for."
        ),
    ),
}
#: Of checks of which some were right in part; {mean} is the share of each, on average.
IN_PARTS = (
    "On average a share of {mean:.2f} of each of the last {n} checks was right: {value:.2f} at "
    "best, and {threshold:.2f} is asked for."
)
ALIKE = (
    "Answers to {alike} of {shared} pictures are the same as another person's, where {expected} "
    "would be usual."
)


MORE_ALIKE = "Answers are the same as another person's more often than is usual."


def firing_sentence(
    statistic: str, reading: Reading, threshold: float, pair: Json | None
) -> Sentence:
    """Why a rule fired; names nobody, and no picture."""
    if statistic == "pair_similarity":
        if pair is None:
            return Sentence(MORE_ALIKE)
        expected = round(pair["expected"] * pair["shared"])
        return Sentence(ALIKE, alike=pair["alike"], shared=pair["shared"], expected=expected)
    assert reading.value is not None  # noqa: S101 -- for the type checker: a rule fires on a value
    mean = mean_of(statistic, reading)
    total, forms = round(reading.total), FIRED[statistic]
    return Sentence(
        IN_PARTS if mean else forms[0] if total == 1 else forms[-1],
        total=total,
        n=reading.n,
        value=float(reading.value),
        threshold=float(threshold),
        **mean,
        **counts_of(statistic, reading),
    )


def mean_of(statistic: str, reading: Reading) -> dict[str, float]:
    """The share of each check that was right, on average; nothing where each was right or wrong as
    a whole, which is said by their number, and for another statistic."""
    if statistic != "gold_upper_bound" or all(one.value in (0.0, 1.0) for one in reading.seen):
        return {}
    return {"mean": reading.total / reading.n}


def counts_of(statistic: str, reading: Reading) -> dict[str, int]:
    """What a statistic that compares two kinds of things counts of each; nothing for another."""
    return asdict(verdicts_of(reading.seen)) if statistic == "verdict_skill" else {}


def plain_figures(statistic: str, reading: Reading, threshold: float, pair: Json | None) -> Json:
    """The numbers behind a firing, as the person may know them: no pictures, no names.

    `code` and the numbers are what a page makes its own sentence of.
    """
    figures = {
        "code": statistic,
        "statistic": STATISTICS[statistic].name,
        "value": reading.value,
        "threshold": threshold,
        "observations": reading.n,
        "total": reading.total,
        **mean_of(statistic, reading),
        **counts_of(statistic, reading),
    }
    if statistic != "pair_similarity" or pair is None:
        return figures
    usual = round(pair["expected"] * pair["shared"])
    return {**figures, "alike": pair["alike"], "shared": pair["shared"], "usual": usual}
