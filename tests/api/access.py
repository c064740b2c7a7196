"""Who may use which route with which method: the words of the table, and the world it is tried in.

Each app has `tests/api/<app>/access.py` with

    ACCESS = {
        ("GET", "/api/v1/projects/{project_id}"): staff(scope="projects:read"),
        ("POST", "/api/v1/projects/{project_id}/batches"): staff(
            MANAGERS, creates=lambda world: {"name": "First", ...}
        ),
    }
    MAKERS = {"batch_id": lambda world: some_batch(world["project"]).pk}

`MAKERS` makes, once per world, what a route's parameters and the bodies name: `world["batch_id"]`.
Everything made belongs to `world.organisation`, and to `world.annotator` where it is somebody's
own. `tests/api/test_access.py` walks the table; a route without an entry fails.
"""

import importlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from guildmark.accounts.access import MANAGERS, OWNERS, REVIEWERS, STAFF
from guildmark.accounts.models import ApiKey, Organisation, User
from tests.factories import accounts

__all__ = [
    "MANAGERS",
    "OWNERS",
    "REVIEWERS",
    "STAFF",
    "Access",
    "Asker",
    "World",
    "anybody",
    "own",
    "person",
    "staff",
]

OK, UNKNOWN, FORBIDDEN, HIDDEN = 200, 401, 403, 404


class Asker(Enum):
    """Everybody who could be at the door."""

    ANONYMOUS = "nobody"
    STRANGER = "a signed-in stranger"
    OTHER_OWNER = "the owner of another organisation"
    ANNOTATOR = "the annotator whose things they are"
    CLIENT = "client"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    OWNER = "owner"
    OTHER_KEY = "another organisation's key"
    POOR_KEY = "a key without the scope"
    KEY = "a key with the scope"


PEOPLE = (
    Asker.STRANGER,
    Asker.OTHER_OWNER,
    Asker.ANNOTATOR,
    Asker.CLIENT,
    Asker.REVIEWER,
    Asker.MANAGER,
    Asker.OWNER,
)
KEYS = (Asker.OTHER_KEY, Asker.POOR_KEY, Asker.KEY)
TEAM = (Asker.CLIENT, Asker.REVIEWER, Asker.MANAGER, Asker.OWNER)


class World:
    """One organisation with everybody in it, another one beside it, and things made on demand."""

    def __init__(self, makers: Mapping[str, Callable[["World"], Any]]) -> None:
        self.owner: User = accounts.person("Olga Owner")
        self.organisation: Organisation = accounts.organisation("Here", owner=self.owner)
        self.manager: User = accounts.staff(self.organisation, "manager")
        self.reviewer: User = accounts.staff(self.organisation, "reviewer")
        self.client: User = accounts.staff(self.organisation, "client")
        self.annotator: User = accounts.person("Anna Annotator")
        self.stranger: User = accounts.person("Sam Stranger")
        self.other_owner: User = accounts.person("Otto Other")
        self.other_organisation: Organisation = accounts.organisation(
            "Elsewhere", owner=self.other_owner
        )
        self._makers = makers
        self._made: dict[str, Any] = {}

    # Any: what a name stands for is known to the app that made it.
    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name](self)
        return self._made[name]

    def user(self, asker: Asker) -> User:
        """The account of one of PEOPLE."""
        return {
            Asker.STRANGER: self.stranger,
            Asker.OTHER_OWNER: self.other_owner,
            Asker.ANNOTATOR: self.annotator,
            Asker.CLIENT: self.client,
            Asker.REVIEWER: self.reviewer,
            Asker.MANAGER: self.manager,
            Asker.OWNER: self.owner,
        }[asker]

    def key_text(self, asker: Asker, scope: str | None) -> str:
        """The text of one of KEYS; the poor one has every scope but the one that is wanted."""
        if asker is Asker.OTHER_KEY:
            return accounts.api_key(self.other_organisation)[1].text
        if asker is Asker.KEY:
            return accounts.api_key(self.organisation)[1].text
        others = [one for one in ApiKey.Scope.values if one != scope]
        return accounts.api_key(self.organisation, others)[1].text


Body = Callable[[World], Any]


@dataclass(frozen=True)
class Access:
    """The answer each asker gets: OK for "not refused", else the status of the refusal.

    `body` makes what is sent; a POST that `creates` is also sent three times with one
    Idempotency-Key. `parameters` are route parameters that mean something else than in MAKERS.
    """

    outcomes: Mapping[Asker, int]
    scope: str | None = None
    body: Body | None = None
    is_creating: bool = False
    is_form: bool = False
    parameters: Mapping[str, Callable[[World], Any]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def but(self, **outcomes: int) -> "Access":
        """The same with other answers for some: `.but(ANNOTATOR=OK)`."""
        changed = {Asker[name]: outcome for name, outcome in outcomes.items()}
        return replace(self, outcomes={**self.outcomes, **changed})


def _access(
    outcomes: Mapping[Asker, int],
    *,
    scope: str | None = None,
    body: Body | None = None,
    creates: Body | None = None,
    is_form: bool = False,
    parameters: Mapping[str, Callable[[World], Any]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Access:
    return Access(
        outcomes=outcomes,
        scope=scope,
        body=creates or body,
        is_creating=creates is not None,
        is_form=is_form,
        parameters=parameters or {},
        headers=headers or {},
    )


# The options of the four below are those of _access; Any stands for their several types.
def anybody(**options: Any) -> Access:
    """Open to the world."""
    return _access(dict.fromkeys(Asker, OK), **options)


def person(**options: Any) -> Access:
    """Any signed-in person; no key."""
    outcomes = {
        Asker.ANONYMOUS: UNKNOWN,
        **dict.fromkeys(PEOPLE, OK),
        **dict.fromkeys(KEYS, FORBIDDEN),
    }
    return _access(outcomes, **options)


def staff(roles: Collection[str] = STAFF, *, scope: str | None = None, **options: Any) -> Access:
    """Those of the organisation with one of the roles, and keys where a scope is named."""
    outcomes = {
        Asker.ANONYMOUS: UNKNOWN,
        **dict.fromkeys(PEOPLE, HIDDEN),
        **{asker: OK if asker.value in roles else FORBIDDEN for asker in TEAM},
        Asker.OTHER_KEY: HIDDEN,
        Asker.POOR_KEY: FORBIDDEN,
        Asker.KEY: OK if scope else FORBIDDEN,
    }
    return _access(outcomes, scope=scope, **options)


def own(**options: Any) -> Access:
    """The annotator whose thing it is; for everybody else it does not exist."""
    outcomes = {
        Asker.ANONYMOUS: UNKNOWN,
        **dict.fromkeys(PEOPLE, HIDDEN),
        Asker.ANNOTATOR: OK,
        **dict.fromkeys(KEYS, FORBIDDEN),
    }
    return _access(outcomes, **options)


def _modules() -> list[Any]:
    """The access modules of the apps."""
    here = Path(__file__).parent
    names = sorted(path.parent.name for path in here.glob("*/access.py"))
    return [importlib.import_module(f"tests.api.{name}.access") for name in names]


def table() -> dict[tuple[str, str], Access]:
    """Every entry of every app."""
    entries: dict[tuple[str, str], Access] = {}
    for module in _modules():
        twice = entries.keys() & module.ACCESS.keys()
        assert not twice, f"entered by two apps: {sorted(twice)}"
        entries.update(module.ACCESS)
    return entries


def makers() -> dict[str, Callable[[World], Any]]:
    """Every maker of every app."""
    merged: dict[str, Callable[[World], Any]] = {
        "organisation_id": lambda world: world.organisation.pk
    }
    for module in _modules():
        twice = merged.keys() & module.MAKERS.keys()
        assert not twice, f"made by two apps: {sorted(twice)}"
        merged.update(module.MAKERS)
    return merged
