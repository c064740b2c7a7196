"""How far the confidences of each part of a label are held against gold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from concord.calibration import Calibration, RateCalibration
from guildmark.consensus.consolidation.content import Json

#: The classes of a part that says of one thing at a time whether it is so. Half stays half, which
#: the calibration of rates would move.
SO, NOT_SO = "so", "not_so"
#: Over so much of what is stated, to each side, it is seen how steep a calibration is.
_STEP = 0.01


def so_or_not(value: float) -> Mapping[str, float]:
    """A posterior over SO and NOT_SO."""
    return {SO: value, NOT_SO: 1.0 - value}


@dataclass(frozen=True, slots=True, eq=False)
class Trust:
    """What gold says of confidences, by part: `rates` of single probabilities, `classes` of
    posteriors. `figures` is how well each part does, in the form of a report.

    A part that is not there is uncalibrated.
    """

    rates: Mapping[str, RateCalibration] = field(default_factory=dict)
    classes: Mapping[str, Calibration] = field(default_factory=dict)
    figures: Mapping[str, Json] = field(default_factory=dict)

    def is_calibrated(self, part: str) -> bool:
        """Whether confidences of this part mean what they say."""
        found = self._of(part)
        return found is not None and found.is_calibrated

    def probability(self, part: str, value: float) -> float:
        """A probability of EXISTS or EXPECTED_IOU, calibrated where it can be."""
        if part not in self.rates:
            return value
        return float(self.rates[part].apply(np.array([value]))[0])

    def posterior(self, part: str, probabilities: Mapping[str, float]) -> Mapping[str, float]:
        """Probabilities of classes, calibrated where they can be; they sum to 1."""
        if part not in self.classes:
            return probabilities
        row = self.classes[part].apply(np.array([list(probabilities.values())]))[0]
        return dict(zip(probabilities, row.tolist(), strict=True))

    def is_so(self, part: str, value: float) -> float:
        """The probability that something is so, of a part of `classes` that is SO or NOT_SO."""
        return self.posterior(part, so_or_not(value))[SO]

    def lean(self, part: str, value: float, by: float) -> float:
        """How far at most `is_so` of a part that states `value` moves for each unit of log-odds;
        `by` is that of what is stated itself."""
        if not self.is_calibrated(part) or not 0.0 < value < 1.0:
            return by
        step = min(_STEP, value / 2, (1.0 - value) / 2)
        rise = self.is_so(part, value + step) - self.is_so(part, value - step)
        return by * abs(rise) / (2 * step)

    def mark(self, part: str) -> Json:
        """What is said beside a confidence: whether it is calibrated, and by how much gold."""
        found = self._of(part)
        return {
            "is_calibrated": self.is_calibrated(part),
            "gold_count": 0 if found is None else found.n,
        }

    def _of(self, part: str) -> Calibration | RateCalibration | None:
        return self.rates.get(part) or self.classes.get(part)

    def to_json(self) -> Json:
        """Plain values that `from_json` turns back into the same."""
        return {
            "rates": {key: one.to_json() for key, one in self.rates.items()},
            "classes": {key: one.to_json() for key, one in self.classes.items()},
            "figures": dict(self.figures),
        }

    @classmethod
    def from_json(cls, value: Json) -> "Trust":
        """What was rendered; nothing where a model is older than calibration."""
        return cls(
            rates={
                key: RateCalibration.from_json(one) for key, one in value.get("rates", {}).items()
            },
            classes={
                key: Calibration.from_json(one) for key, one in value.get("classes", {}).items()
            },
            figures=value.get("figures", {}),
        )


UNCALIBRATED = Trust()
