"""What of a label is in doubt: one rule, for the engine that disputes and the page that says why.

Plain values, and light: the web process reads it too.
"""

from dataclasses import dataclass

#: The parts of a label that are held against gold each by itself; questions have one each.
EXISTS, LABELS, EXPECTED_IOU = "exists", "labels", "expected_iou"
#: The attributes of shapes all together: each alone has too little gold.
ATTRIBUTES = "attributes"


#: What of a label is least sure, in the words of `queries.weakest`; or people are tied.
DOUBTS = ("tie", "shape", "shape_label", "left_out", "attribute", "answer")


def question_part(key: str) -> str:
    """The part that holds the answers to a question."""
    return f"question:{key}"


@dataclass(frozen=True, slots=True)
class Lines:
    """What a project asks for, as probabilities: of calibrated answers, and of anything else."""

    target_confidence: float
    disputed_below: float

    def of(self, part: str, *, is_calibrated: bool) -> float:
        """Below what something is in doubt.

        A picture of many objects is hardly ever sure of all: the target is for answers alone.
        """
        is_of_shapes = part in (EXISTS, LABELS, ATTRIBUTES)
        return self.target_confidence if is_calibrated and not is_of_shapes else self.disputed_below


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided: how sure, in which part, and whether by a tie.

    A guess is made before anything was learnt: nobody is troubled for it.
    """

    probability: float
    part: str
    is_calibrated: bool = False
    is_tied: bool = False
    is_guess: bool = False

    def is_in_doubt(self, lines: Lines) -> bool:
        """Whether a reviewer has to look. Attributes that are not held against gold count only
        where people are tied, as they do where the queue stops asking."""
        if self.is_tied:
            return True
        says_nothing = self.part == ATTRIBUTES and not self.is_calibrated
        if self.is_guess or says_nothing:
            return False
        return self.probability < self.line(lines)

    def line(self, lines: Lines) -> float:
        """How sure it should be."""
        return lines.of(self.part, is_calibrated=self.is_calibrated)
