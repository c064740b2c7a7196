"""The worlds that a machine tries the API in, which only the long run makes, can be made."""

from tests.api.access import makers, table
from tests.machine.worlds import names_in


def test_a_world_has_something_for_every_name_in_every_address() -> None:
    made = makers().keys()

    unknown = [
        (*route, name)
        for route, access in table().items()
        for name in names_in(route[1])
        if name not in made and name not in access.parameters
    ]

    assert unknown == []
    assert names_in("/payouts/{payout_id}.csv") == ["payout_id"]
