"""Data that authors published, and short ways to write ratings."""

from __future__ import annotations

from collections.abc import Sequence

from concord.agreement import Rating, Ratings, Resampling, collect_ratings

#: For the small examples of the literature.
FEW = Resampling(seed=1, resamples=20, least_images=1)

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers.
KRIPPENDORFF = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

#: Fleiss 1971, "Measuring nominal scale agreement among many raters", table 1: how many of six
#: psychiatrists gave each of 30 patients the diagnosis depression, personality disorder,
#: schizophrenia, neurosis, other; a word a patient.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


def by_coder(*coders: str, classes: Sequence[str] | None = None) -> Ratings:
    """One string a coder, one character an item, a dot for no answer."""
    return collect_ratings(
        [
            Rating(image, None, coder, label)
            for coder, labels in enumerate(coders)
            for image, label in enumerate(labels)
            if label != "."
        ],
        classes=sorted(set("".join(coders)) - {"."}) if classes is None else classes,
    )


def by_unit(units: Sequence[Sequence[object]], classes: Sequence[object]) -> Ratings:
    """The labels of each unit, an image each, by people numbered in the order of the labels."""
    return collect_ratings(
        [
            Rating(image, None, person, label)
            for image, labels in enumerate(units)
            for person, label in enumerate(labels)
        ],
        classes=classes,
    )
