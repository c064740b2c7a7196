"""The bench from its options to its last line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from tests.load.consensus_bench import speed
from tests.load.consensus_bench.engines import OURS, Engine, crowdkit_engines
from tests.load.consensus_bench.measure import calibration_errors, score
from tests.load.consensus_bench.sets import CrowdSet, made_up_sets, real_sets, samples
from tests.load.consensus_bench.small import small_sets

SEED = 7
#: Posteriors further than this from the textbook's fail the bench.
MOST_OFF = 1e-6
Table = dict[str, dict[str, float]]


def main() -> int:
    """0 when the posteriors are the textbook's, else 1."""
    options = _options()
    engines = {**OURS, **crowdkit_engines()}
    if options.made_up:
        return _made_up(engines, options.seed)
    folder = samples(options.data)
    sets = list(real_sets(folder))
    if not sets:
        sys.exit(f"There is no set with a labels.csv below {folder}.")
    if options.small:
        return _small(sets, options.small)
    real = accuracies("Accuracy on real answers", sets, engines)
    made_up = accuracies("Accuracy on made-up answers", made_up_sets(options.seed), engines)
    against = {"real": beside(real), "made_up": beside(made_up)}
    promised = {"real": promise(real), "made_up": promise(made_up)}
    calibration = _calibration(sets)
    off = max(speed.textbook_distance(crowd) for crowd in sets)
    timed, most_off = _speed(with_crowdkit=options.crowdkit_5m)
    off = max(off, most_off)
    say(f"\nLargest difference from a textbook's Dawid-Skene: {off:.1e}")
    result = {
        "accuracy": real,
        "made_up": made_up,
        "against": against,
        "promise": promised,
        "calibration_error": calibration,
        **timed,
    }
    say(json.dumps({**result, "textbook_difference": off}))
    return 0 if off <= MOST_OFF else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./guildmark bench consensus")
    parser.add_argument("--data", type=Path, help="folder of sets with labels.csv and truth.csv")
    parser.add_argument(
        "--crowdkit-5m", action="store_true", help="time crowd-kit at 5 million labels, too"
    )
    parser.add_argument("--small", type=int, metavar="N", help="only N small sets, nothing else")
    parser.add_argument(
        "--made-up", action="store_true", help="only the made-up crowds, nothing else"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the made-up crowds")
    return parser.parse_args()


def _made_up(engines: Mapping[str, Engine], seed: int) -> int:
    """0 when what the default engine promises holds on them, else 1."""
    found = accuracies("Accuracy on made-up answers", made_up_sets(seed), engines)
    against = beside(found)
    promised = promise(found)
    say(json.dumps({"seed": seed, "made_up": found, "against": against, "promise": promised}))
    return 0 if promised["holds"] else 1


def _small(real: list[CrowdSet], count: int) -> int:
    """How much the default loses to plain votes where a model rests on little."""
    names = ("auto", "majority", "wawa", "dawid_skene", "one_coin", "glad")
    engines = {name: OURS[name] for name in names}
    found = accuracies("Small sets", small_sets(real, SEED, count), engines)
    voted = found["majority"]
    gains = [100 * (value - voted[name]) for name, value in found["auto"].items() if name != "mean"]
    lost = [-gain for gain in gains if gain < 0]
    summary = {"sets": len(gains), "over_1_under_voting": sum(one > 1 for one in lost)}
    summary |= {"over_3_under_voting": sum(one > 3 for one in lost)}
    say(
        json.dumps(
            {
                "small": {name: row["mean"] for name, row in found.items()},
                **summary,
                "points_lost": round(sum(lost), 1),
            }
        )
    )
    return 0


def accuracies(title: str, sets: Iterable[CrowdSet], engines: Mapping[str, Engine]) -> Table:
    """{engine: {set: accuracy}} with a mean each, printed as it comes."""
    found: Table = {name: {} for name in engines}
    seconds = dict.fromkeys(engines, 0.0)
    say(f"\n{title} (a tie of k counts 1/k)")
    say(" " * 34 + " ".join(name.replace("crowdkit", "ck")[:12].rjust(12) for name in engines))
    for crowd in sets:
        for name, engine in engines.items():
            result = score(engine, crowd)
            found[name][crowd.name] = result.accuracy
            seconds[name] += result.cpu_seconds
        say(crowd.name.ljust(34) + _row(found[name][crowd.name] for name in engines))
    for row in found.values():
        row["mean"] = float(np.mean(list(row.values())))
    say("mean".ljust(34) + _row(row["mean"] for row in found.values()))
    say("CPU seconds".ljust(34) + _row(seconds.values()))
    return found


def beside(found: Table) -> Table:
    """The default engine beside each other one: on how many sets it is at least as good, and more
    than a point worse, and by how many points it is better in the mean."""
    ours = found["auto"]
    names = [name for name in ours if name != "mean"]
    say(f"\nThe default beside each, on {len(names)} sets")
    summary: Table = {}
    for engine, theirs in found.items():
        if engine == "auto":
            continue
        points = [100 * (ours[name] - theirs[name]) for name in names]
        summary[engine] = {
            "at_least": float(sum(one >= -1e-9 for one in points)),
            "over_1_under": float(sum(one < -1 for one in points)),
            "mean_points": float(np.mean(points)),
        }
        row = summary[engine]
        say(
            f"{engine.ljust(24)}at least as good {row['at_least']:3.0f}, a point worse "
            f"{row['over_1_under']:3.0f}, in the mean {row['mean_points']:+6.2f} points"
        )
    return summary


def promise(found: Table) -> dict[str, object]:
    """Whether the default's mean is above that of every single library, and on which sets it is
    more than a point under votes whose ties are broken by lot."""
    ours = found["auto"]
    above = [
        name
        for name, row in found.items()
        if name.startswith("crowdkit") and row["mean"] >= ours["mean"]
    ]
    under = [
        name
        for name, voted in found["majority"].items()
        if name != "mean" and ours[name] < voted - 0.01
    ]
    say(f"\nLibraries with as good a mean: {', '.join(above) or 'none'}")
    say(f"Sets more than a point under voting: {', '.join(under) or 'none'}")
    return {"holds": not above and not under, "libraries_above": above, "under_voting": under}


def _row(values: Iterable[float]) -> str:
    return " ".join(f"{value:12.4f}" for value in values)


def _calibration(sets: Iterable[CrowdSet]) -> dict[str, dict[str, float]]:
    say("\nCalibration error of the default engine, 40 gold items, mean of 20 draws")
    found = {}
    for crowd in sets:
        errors = calibration_errors(crowd, SEED)
        if errors is not None:
            found[crowd.name] = dict(zip(("before", "after"), errors, strict=True))
            say(f"{crowd.name.ljust(34)}before {errors[0]:.4f}  after {errors[1]:.4f}")
    return found


def _speed(*, with_crowdkit: bool) -> tuple[dict[str, float], float]:
    say(f"\nExact Dawid-Skene, 5 million labels, {speed.CLASSES} classes, 10 iterations")
    ours = speed.in_a_process("ours")
    say(f"ours       {ours['cpu_s']:8.2f} CPU s {ours['peak_mb']:8.0f} MB at the peak")
    found = {"dawid_skene_5m_cpu_s": ours["cpu_s"], "dawid_skene_5m_peak_mb": ours["peak_mb"]}
    if with_crowdkit:
        theirs = speed.in_a_process("crowdkit")
        say(f"crowd-kit  {theirs['cpu_s']:8.2f} CPU s {theirs['peak_mb']:8.0f} MB at the peak")
        found["crowdkit_5m_cpu_s"] = theirs["cpu_s"]
    say("\nA project of 10,000 labels, CPU milliseconds")
    refit = speed.refit()
    for name, value in refit.items():
        say(f"{name.ljust(18)}{value:8.1f}")
    return {**found, "refit_10k_ms": refit["warm"]}, ours["off"]


def say(text: str) -> None:
    """Onto the screen, at once."""
    print(text, flush=True)  # noqa: T201 -- a command
