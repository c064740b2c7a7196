"""How far people agree, as the last fit measured it, under pseudonyms."""

from collections.abc import Mapping
from typing import Any

from guildmark.accounts.models import User
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries.fitted import all_calibrated, fitted_report
from guildmark.consensus.queries.tasks import last_measured_run

Json = dict[str, Any]  # JSON: `Any` stands for its values
COEFFICIENTS = ("alpha", "percent", "cohen", "fleiss", "ac1")
DRAWINGS = ("mean_iou", "f1_50", "f1_75", "shape_alpha")
NOT_MEASURED = {
    "value": None,
    "lower": None,
    "upper": None,
    "item_count": 0,
    "undefined_reason": "It was not measured at the last fit: ask for a new one.",
}


def agreement_page(project_id: int) -> Json:
    """How far people agree at the last fit of a project that measured it, and each two of them."""
    run = last_measured_run(project_id)
    found = agreement_of(run)
    names = {one["annotator_id"]: one["pseudonym"] for one in found["annotators"]}
    return {**found, "pairs": _pairs_of(run, names)}


def agreement_of(run: ConsensusRun | None) -> Json:
    """What a fit measured; nothing but nulls without one."""
    if run is None:
        about = ("run_id", "method", "computed_at", "submission_count", "item_count")
        nothing: Json = dict.fromkeys((*about, *COEFFICIENTS, *DRAWINGS))
        return {
            **nothing,
            "labels": [],
            "attributes": [],
            "questions": [],
            "annotators": [],
            "is_calibrated": False,
        }
    kept: Json = run.agreement or {}
    return {
        "run_id": run.pk,
        "method": run.method,
        "computed_at": run.finished_at,
        "submission_count": run.submission_count,
        "item_count": kept.get("item_count", 0),
        **{key: kept.get(key, NOT_MEASURED) for key in (*COEFFICIENTS, *DRAWINGS)},
        "labels": [_with_figures(one, DRAWINGS[:3]) for one in kept.get("labels", [])],
        "attributes": [_with_figures(one, COEFFICIENTS) for one in kept.get("attributes", [])],
        "questions": [_with_figures(one, COEFFICIENTS) for one in kept.get("questions", [])],
        "annotators": named(kept.get("annotators", [])),
        "is_calibrated": all_calibrated(fitted_report(run)),
    }


def _with_figures(one: Json, keys: tuple[str, ...]) -> Json:
    """Fits of an earlier version kept one figure for each."""
    none = dict.fromkeys((*keys, "alpha"), NOT_MEASURED)
    return {"options": [], **one, "figures": {**none, **one.get("figures", {})}}


def named(annotators: list[Json]) -> list[Json]:
    """The people of a fit's agreement with their pseudonyms, in the order of these."""
    ids = [one["annotator_id"] for one in annotators]
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "pseudonym"))
    none = dict.fromkeys(("kappa", "answers"), NOT_MEASURED)  # in fits of an earlier version
    found = [
        {**none, **one, "pseudonym": names[one["annotator_id"]]}
        for one in annotators
        if one["annotator_id"] in names
    ]
    return sorted(found, key=lambda one: (one["pseudonym"], one["annotator_id"]))


def _pairs_of(run: ConsensusRun | None, names: Mapping[int, str]) -> Json | None:
    """How far each two people agree, under their names; None where no fit measured it.

    Whose account is gone is left out, as in `named`.
    """
    kept: Json | None = ((run.agreement if run is not None else None) or {}).get("pairs")
    if kept is None:
        return None
    known = [pk for pk in kept["people"] if pk in names]
    places = {pk: place for place, pk in enumerate(known)}
    return {
        "people": [{"annotator_id": pk, "pseudonym": names[pk]} for pk in known],
        "people_count": kept["of"] - (len(kept["people"]) - len(known)),
        "respects": [
            {
                "respect": respect,
                "pairs": [
                    pair
                    for one in found
                    if (pair := _pair(one, kept["people"], places)) is not None
                ],
            }
            for respect, found in kept["respects"].items()
        ],
    }


# Any: JSON.
def _pair(kept: list[Any], people: list[int], places: Mapping[int, int]) -> Json | None:
    """Two people by their `places`; None where one has none."""
    first, second, *figures = kept
    both = [places.get(people[one]) for one in (first, second)]
    if None in both:
        return None
    columns = ("first", "second", "value", "lower", "upper", "item_count")
    return dict(zip(columns, (*both, *figures), strict=True))
