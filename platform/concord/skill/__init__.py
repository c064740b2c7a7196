"""How good is an annotator, and how sure is that?"""

from concord.skill.accuracy import (
    PLATFORM_PRIOR,
    BetaPrior,
    Skill,
    estimate_skill,
    fit_population,
)
from concord.skill.bounds import wilson_lower, wilson_upper

__all__ = [
    "PLATFORM_PRIOR",
    "BetaPrior",
    "Skill",
    "estimate_skill",
    "fit_population",
    "wilson_lower",
    "wilson_upper",
]
