"""When is an item labelled often enough, and what will the rest cost?

`decide` is plain Python; `forecast` needs NumPy.
"""

from concord.stopping.forecast import Forecast, OpenItems, forecast, forecast_uncalibrated
from concord.stopping.rule import Decision, Outcome, Reason, StoppingRule, decide, is_audited

__all__ = [
    "Decision",
    "Forecast",
    "OpenItems",
    "Outcome",
    "Reason",
    "StoppingRule",
    "decide",
    "forecast",
    "forecast_uncalibrated",
    "is_audited",
]
