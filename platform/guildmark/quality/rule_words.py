"""What a rule saw of somebody, in a sentence: for events, for the API, and for mails.

Pages say it in their reader's language, of the figures.
"""

from concord.rules import STATISTICS, Reading
from guildmark.quality.figures import Json

#: By statistic; {of} is how many of how many, {were} and {agree} go with the first of these,
#: {value} and {threshold} as people read them.
SENTENCES = {
    "gold_upper_bound": (
        "{of} checks {were} right: {value} at best, and {threshold} is asked for."
    ),
    "consensus_agreement": (
        "{of} answers {agree} with what others said: {value} at best, and {threshold} is asked for."
    ),
    "spammer_score": (
        "Answers hardly depend on what is in the picture: a score of {value} at best, and "
        "{threshold} is asked for."
    ),
    "speed_z": (
        "The last {n} tasks took much less time than others need: {value} deviations from the "
        "middle, where {threshold} is noticed."
    ),
    "skip_share": (
        "{of} tasks {were} skipped: {value} at the least, where {threshold} is noticed."
    ),
    "drift": "Answers have become worse than they were at first.",
    "acceptance_share": (
        "{of} decisions {were} to accept: {value} at best, and {threshold} is asked for."
    ),
}
_ALIKE = (
    "Answers to {alike} of {shared} pictures are the same as another person's, where {expected} "
    "would be usual."
)


def firing_sentence(statistic: str, reading: Reading, threshold: float, pair: Json | None) -> str:
    """Why a rule fired; names nobody, and no picture."""
    if statistic == "pair_similarity":
        if pair is None:
            return "Answers are the same as another person's more often than is usual."
        expected = round(pair["expected"] * pair["shared"])
        return _ALIKE.format(alike=pair["alike"], shared=pair["shared"], expected=expected)
    return SENTENCES[statistic].format(
        of=f"{_count(reading.total)} of the last {reading.n}",
        were="was" if _count(reading.total) == "1" else "were",
        agree="agrees" if _count(reading.total) == "1" else "agree",
        n=reading.n,
        value=_number(reading.value),
        threshold=_number(threshold),
    )


def _count(total: float) -> str:
    return f"{total:.0f}"


def _number(value: float | None) -> str:
    assert value is not None  # noqa: S101 -- for the type checker: a rule fires on a value
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


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
    }
    if statistic != "pair_similarity" or pair is None:
        return figures
    usual = round(pair["expected"] * pair["shared"])
    return {**figures, "alike": pair["alike"], "shared": pair["shared"], "usual": usual}
