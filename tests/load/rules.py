"""Whom do the default quality rules stop, and whom do they wrong?

    ./guildmark bench rules [--people N] [--crowds N] [--verifiers N] [--seed N]

People of known skill answer 50 checks each; the default rule of checks is played over them by the
code that plays it over a project's history. How many tasks they had been given by then comes from
the schedule of checks. Then people who draw pictures of 1, 3, 5 and 8 objects, with mistakes of
several kinds, scored as everybody's are. Then crowds of honest people, and crowds with copiers, for
answers too like another person's. Then people who judge labels, careful and careless, for verdicts
that say the same of right and wrong ones. The last line is one JSON object; `reached` says whether
the two bars hold, in every picture and with every kind of mistake:
people right 80 % of the time wrongly paused at most 5 %, coin flippers caught at least 96 %.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from django.conf import settings  # noqa: E402 -- the path comes first

if not settings.configured:  # the default rules have names in two languages; nothing else is Django
    settings.configure(USE_I18N=False)

from tests.load.rules_bench import pairs, people, pictures, verdicts  # noqa: E402 -- the path comes first

MOST_WRONGED = 0.05
LEAST_CAUGHT = 0.96


def main() -> int:
    """Measure and print tables, then the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--crowds", type=int, default=20)
    parser.add_argument("--verifiers", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    by_skill = people.measure(arguments.people, arguments.seed)
    _table(by_skill)
    by_picture = pictures.measure(arguments.people // 2, arguments.seed)
    _table(by_picture)
    by_crowd = pairs.measure(arguments.crowds, arguments.seed)
    _table(by_crowd)
    by_verdicts = verdicts.measure(arguments.verifiers, arguments.seed)
    _table(by_verdicts)
    paused = {row["right"]: row["paused"] for row in by_skill}
    good, coins = f"paused_{pictures.GOOD}", f"paused_{pictures.COIN}"
    wronged = max(paused[0.8] or 0.0, *(float(row[good]) for row in by_picture))
    caught = min(paused[0.5] or 0.0, *(float(row[coins]) for row in by_picture))
    report = {
        "wrongly_paused": wronged,
        "coin_flippers_caught": caught,
        "reached": wronged <= MOST_WRONGED and caught >= LEAST_CAUGHT,
        "checks": by_skill,
        "pictures": by_picture,
        "pairs": by_crowd,
        "verdicts": by_verdicts,
    }
    print(json.dumps(report))  # noqa: T201 -- a command
    return 0 if report["reached"] else 1


def _table(rows: list[dict[str, float | None]] | list[dict[str, float | str]]) -> None:
    print("  ".join(f"{name:>17}" for name in rows[0]))  # noqa: T201
    for row in rows:
        print("  ".join(f"{value!s:>17}" for value in row.values()))  # noqa: T201
    print()  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
