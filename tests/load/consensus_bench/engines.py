"""Our engines and crowd-kit's, all from votes to probabilities (items, classes)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from concord.classes import (
    ClassModel,
    fit_classes,
    fit_dawid_skene,
    fit_glad,
    fit_hierarchical,
    fit_one_coin,
    fit_wawa,
    resolve_class,
    vote,
)
from tests.load.consensus_bench.sets import CrowdSet, Floats

Engine = Callable[[CrowdSet], Floats]
CROWDKIT_SEED = 1


def verdicts(crowd: CrowdSet, model: ClassModel) -> Floats:
    """What the model says of every item, tied or not."""
    given: dict[str, dict[str, str]] = {}
    for answer in crowd.answers():
        given.setdefault(answer.item, {})[answer.annotator] = answer.label
    return np.array(
        [list(resolve_class(model, given[item]).probabilities.values()) for item in sorted(given)]
    )


def default(crowd: CrowdSet) -> Floats:
    """The default: a model chosen for the project."""
    return verdicts(crowd, fit_classes(crowd.answers(), classes=crowd.classes()))


OURS: dict[str, Engine] = {
    "auto": default,
    "majority": lambda crowd: vote(crowd.votes).shares,
    "wawa": lambda crowd: fit_wawa(crowd.votes).posteriors,
    "dawid_skene": lambda crowd: fit_dawid_skene(crowd.votes).posteriors,
    "one_coin": lambda crowd: fit_one_coin(crowd.votes).posteriors,
    "glad": lambda crowd: fit_glad(crowd.votes).posteriors,
    "hierarchical": lambda crowd: fit_hierarchical(crowd.votes).posteriors,
}


def crowdkit_engines() -> dict[str, Engine]:
    """The library's, with its own defaults but for a fixed seed and rounds enough to converge.

    Its Wawa and ZeroBasedSkill refuse to predict beside scikit-learn 1.7 and later (crowd-kit
    1.4.2), so they are left out.
    """
    from crowdkit import aggregation as kit

    makers: dict[str, Callable[[], Any]] = {  # Any: the library's classes share no type
        "crowdkit_majority": kit.MajorityVote,
        "crowdkit_dawid_skene": lambda: kit.DawidSkene(n_iter=100),
        "crowdkit_one_coin": lambda: kit.OneCoinDawidSkene(n_iter=100),
        "crowdkit_glad": lambda: kit.GLAD(silent=True),
        "crowdkit_mace": lambda: kit.MACE(n_restarts=3, random_state=CROWDKIT_SEED),
    }
    return {name: _crowdkit(maker) for name, maker in makers.items()}


def _crowdkit(maker: Callable[[], Any]) -> Engine:
    def run(crowd: CrowdSet) -> Floats:
        found = maker().fit_predict_proba(table(crowd))
        # Classes that nobody named have no column; all items have a row.
        whole = found.reindex(columns=range(crowd.votes.class_count), fill_value=0.0)
        result: Floats = whole.sort_index().to_numpy(dtype=np.float64)
        return np.nan_to_num(result)

    return run


def table(crowd: CrowdSet) -> Any:  # Any: pandas carries no types here
    """The votes as the library takes them."""
    import pandas

    votes = crowd.votes
    return pandas.DataFrame(
        {"task": votes.items, "worker": votes.annotators, "label": votes.labels}
    )
