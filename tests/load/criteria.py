"""How quickly criteria are evaluated over everybody there is.

    ./guildmark bench criteria [--people 100000] [--rounds 20] [--communities 200]

Makes people with ten answers each in a database of its own on the server of the service that runs
(`up` first; GUILDMARK_BASE_URL says that it does), then asks what the criteria builder asks: who
meets ten clauses, and the audience with what each clause costs; then the pages that look at
everybody or at all communities. The last line is one JSON object.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

WANTED_MS = 100.0


def main() -> None:
    """Measure, print, and put away what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--communities", type=int, default=200)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    import django

    django.setup()
    with _database_of_its_own():
        _fill(asked.people)
        found = _measure(asked.rounds) | {"pages": _pages(asked.communities, asked.rounds)}
        print(json.dumps(found))  # noqa: T201 -- a command


@contextmanager
def _database_of_its_own() -> Iterator[None]:
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _fill(people: int) -> None:
    """People with an answer to most questions; skewed as people are."""
    from django.db import connection

    from guildmark.accounts.models import User
    from guildmark.communities.models import TraitValue
    from guildmark.communities.queries import traits_by_key
    from guildmark.communities.trait_values import folded_answer
    from guildmark.core.clock import now

    dice, at = Random(1), now()
    users = User.objects.bulk_create(
        (
            User(email=f"bench-{number}@example.org", pseudonym=f"B{number}", password="!")
            for number in range(people)
        ),
        batch_size=5000,
    )
    traits = list(traits_by_key(None).values())
    for start in range(0, people, 5000):
        TraitValue.objects.bulk_create(
            TraitValue(
                user=user,
                trait=trait,
                value=(said := _drawn(trait, dice)),
                folded=folded_answer(trait, said),
                updated_at=at,
            )
            for user in users[start : start + 5000]
            for trait in traits
            if dice.random() < 0.9
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        # Answers that come one by one fill 5 % more pages than rows written at once, measured;
        # those of a whole crowd in one transaction leave four times as many, as no service does.
        cursor.execute("VACUUM (FULL, ANALYZE) communities_profile")


# Any: what a trait can be, as JSON.
def _drawn(trait: Any, dice: Random) -> Any:
    keys = [option["key"] for option in trait.options]
    if trait.key == "native_language":
        # Most grew up with one, and most of them with few languages of all there are.
        grown_up_with = [keys[int(len(keys) * dice.random() ** 3)] for _ in range(2)]
        return list(dict.fromkeys(grown_up_with[: 1 + (dice.random() < 0.15)]))
    if trait.type == "choices":
        return dice.sample(keys, min(len(keys), dice.randint(1, 3)))
    if keys:
        return keys[int(len(keys) * dice.random() ** 3)]
    return f"Town {int(3000 * dice.random())}"


def _clauses() -> list[list[dict[str, Any]]]:
    """Ten clauses that many people meet, so that nothing is decided early."""
    from guildmark.communities.queries import traits_by_key

    options = {
        key: [option["key"] for option in trait.options]
        for key, trait in traits_by_key(None).items()
    }

    def clause(key: str, operator: str, value: Any = None) -> dict[str, Any]:
        return {"trait": key, "operator": operator, "value": value}

    return [
        [clause("native_language", "contains_any", options["native_language"][:60])],
        [clause("country", "in", options["country"][:80])],
        [clause("country", "not_in", options["country"][:1])],
        [clause("age_band", "not_in", options["age_band"][-1:])],
        [clause("other_languages", "exists")],
        [clause("region", "exists")],
        [
            clause("expertise", "contains_any", options["expertise"][:12]),
            clause("product_affinity", "contains_any", options["product_affinity"][:6]),
        ],
        [clause("device", "contains_any", options["device"][:4])],
        [clause("availability", "!=", options["availability"][-1])],
    ]


def _measure(rounds: int) -> dict[str, Any]:
    from guildmark.accounts.models import User
    from guildmark.communities.criteria import parse_criteria
    from guildmark.communities.criteria_sql import criteria_query
    from guildmark.communities.queries import audience, traits_by_key

    doors = {"take": _clauses()}
    criteria = parse_criteria(doors, traits_by_key(None))
    met = User.objects.filter(criteria_query(criteria, door="take"), is_active=True)
    count_ms = _median_ms(met.count, rounds)
    return {
        "people": User.objects.count(),
        "clauses": sum(len(group) for group in criteria.take),
        "who_meets": met.count(),
        "who_meets_ms": count_ms,
        "audience_ms": _median_ms(lambda: audience(organisation_id=0, doors=doors), rounds),
        "reached": count_ms < WANTED_MS,
    }


def _pages(communities: int, rounds: int) -> dict[str, Any]:
    from django.db import connection

    from guildmark.accounts.models import User
    from tests.load.criteria_bench.pages import fill, measure

    people = User.objects.order_by("pk")
    somebody, ids = people[0], list(people.values_list("pk", flat=True))
    place = fill(ids, communities=communities, doors={"take": _clauses()})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return measure(place, somebody=somebody, rounds=rounds)


def _median_ms(what: Callable[[], object], rounds: int) -> float:
    what()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        taken.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(taken), 1)


if __name__ == "__main__":
    main()
