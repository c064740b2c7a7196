"""Do people agree with one another? Undefined is a value with a reason."""

from concord.agreement.drawings import (
    Comparison,
    Drawn,
    compare_drawings,
    pairwise_f1,
    pairwise_iou_agreement,
)
from concord.agreement.labels import Labels, krippendorff_alpha, percent_agreement
from concord.agreement.resampling import LEAST_ITEMS, with_interval

__all__ = [
    "LEAST_ITEMS",
    "Comparison",
    "Drawn",
    "Labels",
    "compare_drawings",
    "krippendorff_alpha",
    "pairwise_f1",
    "pairwise_iou_agreement",
    "percent_agreement",
    "with_interval",
]
