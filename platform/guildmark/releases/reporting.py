"""What a release says of the fit that it was frozen from: its quality report, and its manifest."""

from typing import Any

from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries.agreement import agreement_of
from guildmark.consensus.queries.fitted import all_calibrated, calibrations, fitted_report
from guildmark.releases.models import Release
from guildmark.releases.plans import plan_of

Json = dict[str, Any]  # JSON that `consensus` wrote: `Any` stands for its values
#: Of an agreement, what tells people apart.
_OF_PEOPLE = frozenset({"annotators", "pairs"})


def report_of(release: Release) -> Json:
    """Agreement, methods, calibration, confusion and thresholds; people only where they are named.

    Nothing but nulls while the release is being built. `gold_count` is the most known answers
    that a confidence was held against.
    """
    run = release.consensus_run
    found = fitted_report(run)
    agreement = agreement_of(run)
    if not plan_of(release.plan).names_people:
        agreement = {**agreement, "annotators": []}
    return {
        **found,
        "is_calibrated": all_calibrated(found),
        "gold_count": _gold_count(found),
        "agreement": agreement,
    }


def manifest_agreement(run: ConsensusRun | None) -> Json | None:
    """What the manifest keeps of the agreement: how each person agrees is in no manifest, for a key
    may read it, and whoever was given an export.
    """
    if run is None or run.agreement is None:
        return None
    return {key: value for key, value in run.agreement.items() if key not in _OF_PEOPLE}


def _gold_count(found: Json) -> int:
    held = calibrations(found)
    held += [found["shapes"]["expected_iou"]] if found["shapes"] else []
    return max((one["gold_count"] for one in held), default=0)
