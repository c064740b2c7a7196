"""What a fit found out of its project, as it was kept: fits of earlier versions kept less."""

from typing import Any

from guildmark.consensus.models import ConsensusRun

Json = dict[str, Any]  # JSON that `findings` wrote: `Any` stands for its values
_NOTHING: Json = {"parts": [], "shapes": None, "attributes": None, "numbers": []}


def fitted_report(run: ConsensusRun | None) -> Json:
    """All that a fit found out; a query where the run came without it."""
    kept = (run.report if run is not None else None) or {}
    return {**_NOTHING, **kept}


def calibrations(report: Json) -> list[Json]:
    """How each confidence that a label goes by does against gold: of everything that could have
    come out otherwise, and whether a shape is there."""
    fields = [part for part in report["parts"] if len(part["classes"]) > 1]
    found = [one["calibration"] for one in (*fields, *report["numbers"])]
    found += [report["attributes"]] if report["attributes"] else []
    return found + ([report["shapes"]["exists"]] if report["shapes"] else [])


def all_calibrated(report: Json) -> bool:
    """Whether each of them is; False where there is none."""
    marks = [one["is_calibrated"] for one in calibrations(report)]
    return bool(marks) and all(marks)
