"""Do people agree with one another? Undefined is a value with a reason."""

from concord.agreement.annotators import AnnotatorAgreement, measure_annotators
from concord.agreement.bootstrap import Resampling
from concord.agreement.cohen import (
    cohen_kappa,
    linear_distances,
    nominal_distances,
    quadratic_distances,
)
from concord.agreement.drawings import (
    Comparison,
    DrawingAgreement,
    DrawnImage,
    compare,
    drawn_image,
    measure_drawers,
    measure_drawings,
    only_label,
)
from concord.agreement.labelled import (
    LabelAgreement,
    OrderedAgreement,
    measure_labels,
    measure_ordered,
    measure_sets,
)
from concord.agreement.matched import (
    MatchedImage,
    ShapeAgreement,
    match_images,
    match_people,
    measure_shapes,
)
from concord.agreement.pairs import (
    Pairwise,
    measure_pairs,
    measure_pairs_of_drawers,
    most_shared,
)
from concord.agreement.ratings import Rating, Ratings, collect_ratings

__all__ = [
    "AnnotatorAgreement",
    "Comparison",
    "DrawingAgreement",
    "DrawnImage",
    "LabelAgreement",
    "MatchedImage",
    "OrderedAgreement",
    "Pairwise",
    "Rating",
    "Ratings",
    "Resampling",
    "ShapeAgreement",
    "cohen_kappa",
    "collect_ratings",
    "compare",
    "drawn_image",
    "linear_distances",
    "match_images",
    "match_people",
    "measure_annotators",
    "measure_drawers",
    "measure_drawings",
    "measure_labels",
    "measure_ordered",
    "measure_pairs",
    "measure_pairs_of_drawers",
    "measure_sets",
    "measure_shapes",
    "most_shared",
    "nominal_distances",
    "only_label",
    "quadratic_distances",
]
