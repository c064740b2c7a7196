"""How good is an annotator, and how sure is that?"""

from concord.skill.accuracy import (
    PLATFORM_PRIOR,
    BetaPrior,
    Skill,
    estimate_skill,
    fit_population,
)
from concord.skill.bounds import (
    wilson_lower,
    wilson_upper,
)
from concord.skill.clustered import (
    LEAST_IMAGES,
    clustered_share,
)
from concord.skill.confusion import (
    LEAST_LABELS,
    Confusion,
    estimate_confusion,
)
from concord.skill.discernment import (
    Verdicts,
    discernment_upper,
    estimate_discernment,
)
from concord.skill.drift import (
    Chart,
    Drift,
    design_chart,
    find_drift,
)
from concord.skill.information import (
    entropy_bits,
    estimate_information,
    information_bits,
    per_cost,
)
from concord.skill.spammer import (
    estimate_spammer_score,
    spammer_scores,
)
from concord.skill.speed import (
    OUTLYING_Z,
    Crowd,
    Speed,
    Task,
    log_seconds,
    measure_crowd,
    measure_speeds,
)
from concord.skill.suspicion import (
    expected_misses,
    is_suspicious,
    suspicious_misses,
)

__all__ = [
    "LEAST_IMAGES",
    "LEAST_LABELS",
    "OUTLYING_Z",
    "PLATFORM_PRIOR",
    "BetaPrior",
    "Chart",
    "Confusion",
    "Crowd",
    "Drift",
    "Skill",
    "Speed",
    "Task",
    "Verdicts",
    "clustered_share",
    "design_chart",
    "discernment_upper",
    "entropy_bits",
    "estimate_confusion",
    "estimate_discernment",
    "estimate_information",
    "estimate_skill",
    "estimate_spammer_score",
    "expected_misses",
    "find_drift",
    "fit_population",
    "information_bits",
    "is_suspicious",
    "log_seconds",
    "measure_crowd",
    "measure_speeds",
    "per_cost",
    "spammer_scores",
    "suspicious_misses",
    "wilson_lower",
    "wilson_upper",
]
