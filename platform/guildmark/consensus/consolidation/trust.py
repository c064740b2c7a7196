"""How far the confidences of each part of a label are held against gold."""

from collections.abc import Mapping
from dataclasses import dataclass

from guildmark.consensus.consolidation.content import Json

#: The parts of a label that are calibrated each by itself; questions have one each.
EXISTS, LABELS, EXPECTED_IOU = "exists", "labels", "expected_iou"


def question_part(key: str) -> str:
    """The part that holds the answers to a question."""
    return f"question:{key}"


@dataclass(frozen=True, slots=True)
class Trust:
    """Confidences as they come from the models: nothing was held against gold."""

    def is_calibrated(self, part: str) -> bool:
        """Whether confidences of this part mean what they say."""
        return False

    def probability(self, part: str, value: float) -> float:
        """A probability, calibrated where it can be."""
        return value

    def posterior(self, part: str, probabilities: Mapping[str, float]) -> Mapping[str, float]:
        """Probabilities of classes, calibrated where they can be; they sum to 1."""
        return probabilities

    def mark(self, part: str) -> Json:
        """What is said beside a confidence: whether it is calibrated, and by how much gold."""
        return {"is_calibrated": self.is_calibrated(part), "gold_count": 0}


UNCALIBRATED = Trust()
