"""Every route, with every method, is tried by everybody. A route without an entry fails.

No answer lets a browser load or keep anything.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.apps import apps
from django.conf import settings as configured
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient, ForceAuthClientHandler

from guildmark.core.idempotency import HEADER
from guildmark.core.models import IdempotencyRecord
from guildmark.events.models import Event
from tests.api.access import KEYS, OK, PEOPLE, Access, Asker, World, makers, table
from tests.api.headers import wrong_in_api
from tests.conftest import SIGN_IN_BACKEND

PREFIX = "/api/v1/"
METHODS = ("get", "post", "put", "patch", "delete")
ENTRIES = table()
CREATING = [key for key, access in ENTRIES.items() if access.is_creating]
FOUND_AGAIN = {
    ("POST", "/api/v1/datasets/{dataset_id}/imports"),
    ("POST", "/api/v1/projects/{project_id}/attempts"),
    ("POST", "/api/v1/releases/{release_id}/evaluations"),
    ("POST", "/api/v1/releases/{release_id}/exports"),
}
"""They answer with the one there is: to create, they need a world in which there is none."""

Route = tuple[str, str]


@dataclass
class Walk:
    """The world that every route is tried in, and where each route leads in it."""

    world: World
    paths: dict[Route, str]
    media: Path
    sessions: dict[Asker, str] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[tuple[Asker, str | None], str] = field(default_factory=dict)
    handler: ForceAuthClientHandler = field(default_factory=lambda: ForceAuthClientHandler(False))

    def let_in(self, scopes: Collection[str | None]) -> None:
        """A session of everybody, and keys: that costs more than most of what is then asked."""
        for asker in PEOPLE:
            client = APIClient()
            client.force_login(self.world.user(asker), backend=SIGN_IN_BACKEND)
            self.sessions[asker] = client.cookies[configured.SESSION_COOKIE_NAME].value
            self.said[KEY_PREFIX + self.sessions[asker]] = dict(client.session.items())
        for asker, scope in product(KEYS, scopes):
            self.keys[asker, scope] = self.world.key_text(asker, scope)

    def client(self, asker: Asker, access: Access) -> APIClient:
        """A browser or machine of its own for each request; who it is was said once for all."""
        client = APIClient(raise_request_exception=True)
        client.handler = self.handler  # the layers before the views are put together once
        if asker in KEYS:
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {self.keys[asker, access.scope]}")
        elif asker is not Asker.ANONYMOUS:
            client.cookies[configured.SESSION_COOKIE_NAME] = self.sessions[asker]
        return client


def _patterns(
    entries: list[URLPattern | URLResolver], path: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for entry in entries:
        whole = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, whole)
        else:
            yield whole, entry


def served_routes() -> set[Route]:
    """(METHOD, template) of everything the service answers under /api/v1/."""
    routes = set()
    for path, pattern in _patterns(get_resolver().url_patterns):
        template = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
        if not template.startswith(PREFIX):
            continue
        view = pattern.callback.view_class  # type: ignore[attr-defined]  # as_view() sets it
        routes |= {(name.upper(), template) for name in METHODS if hasattr(view, name)}
    return routes


def test_every_route_has_an_entry_and_every_entry_a_route() -> None:
    served = served_routes()

    missing, superfluous = served - ENTRIES.keys(), ENTRIES.keys() - served

    assert (sorted(missing), sorted(superfluous)) == ([], [])


def test_every_post_that_creates_is_marked_as_creating() -> None:
    generator: Any = SchemaGenerator  # untyped in the library
    described = generator().get_schema(request=None, public=True)
    creating = {
        ("POST", path)
        for path, operations in described["paths"].items()
        if "201" in operations.get("post", {}).get("responses", {})
    }

    assert creating
    assert sorted(creating - set(CREATING)) == []


def _path(world: World, template: str, access: Access) -> str:
    """The template with the ids of this world's things."""

    def value(match: re.Match[str]) -> str:
        maker = access.parameters.get(match[1])
        return str(maker(world) if maker else world[match[1]])

    return re.sub(r"{(\w+)}", value, template)


# Any: the test client answers with what a view answers, a stream too.
def _send(client: APIClient, route: Route, path: str, access: Access, world: World) -> Any:
    """One request. The body is made anew each time: files can be read once."""
    method = getattr(client, route[0].lower())
    if access.body is None:
        return method(path, headers=access.headers)
    how = "multipart" if access.is_form else "json"
    return method(path, access.body(world), format=how, headers=access.headers)


def _outcome(response: Any) -> int:
    """OK for everything that is no refusal of access and no fault."""
    if response.streaming:
        # Read to its end, as the test client wants it: closing it would close the connection too.
        b"".join(response)
    is_refused = response.status_code in {401, 403, 404, 405, 415} or response.status_code >= 500
    status: int = response.status_code
    return status if is_refused else OK


@pytest.fixture(scope="module")
def walk(
    django_db_setup: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walk]:
    """One world for the whole walk, with all that routes and bodies name: it is made once."""
    media = tmp_path_factory.mktemp("walk")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        world = World(makers())
        for access in ENTRIES.values():
            if access.body is not None:
                access.body(world)
        paths = {route: _path(world, route[1], access) for route, access in ENTRIES.items()}
        made = Walk(world, paths, media)
        made.let_in({access.scope for access in ENTRIES.values()})
        yield made
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(ENTRIES), ids=" ".join)
def test_everybody_gets_the_answer_of_the_table(
    route: Route, walk: Walk, settings: Settings
) -> None:
    settings.MEDIA_ROOT = walk.media
    access, path, before = ENTRIES[route], walk.paths[route], _event_count()
    cache.set_many(walk.said)  # as of people who came before: their sessions are known
    answers, changed_by, wrong = {}, [], {}

    for asker in Asker:
        client = walk.client(asker, access)
        with transaction.atomic():
            answer = _send(client, route, path, access, walk.world)
            answers[asker.name] = _outcome(answer)
            wrong[asker.name] = wrong_in_api(answer)
            if access.outcomes[asker] != OK and _event_count() != before:
                changed_by.append(asker)
            transaction.set_rollback(True)

    assert answers == {asker.name: access.outcomes[asker] for asker in Asker}
    assert changed_by == []
    assert wrong == {asker.name: [] for asker in Asker}


def _event_count() -> int:
    """Asked some thousand times: to write the statement anew would take longer than to answer."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{Event._meta.db_table}"')  # noqa: S608 - the model's
        count: int = cursor.fetchone()[0]
    return count


def _row_counts() -> dict[str, int]:
    """How much there is of everything, but the memory of the keys: by table, in one statement."""
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("guildmark.") and model is not IdempotencyRecord
    ]
    with connection.cursor() as cursor:
        counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608
        cursor.execute(f"SELECT {counts}")  # the names are those of the models
        return dict(zip(tables, cursor.fetchone(), strict=True))


def _fresh(route: Route, media: Path) -> Walk:
    """A world in which nothing but what the route names has been made."""
    world = World(makers())
    start = Walk(world, {route: _path(world, route[1], ENTRIES[route])}, media)
    start.let_in({ENTRIES[route].scope})
    return start


def _sender(access: Access) -> Asker:
    """Somebody who may."""
    return next(asker for asker in (Asker.ANNOTATOR, Asker.OWNER) if access.outcomes[asker] == OK)


def _with_key(client: APIClient, key: str) -> APIClient:
    """The client, which sends this key with whatever it asks."""
    client.credentials(**{f"HTTP_{HEADER.upper().replace('-', '_')}": key})
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(CREATING), ids=" ".join)
def test_sent_three_times_with_one_key_it_has_one_effect_and_one_answer(
    route: Route, walk: Walk, settings: Settings
) -> None:
    settings.MEDIA_ROOT = walk.media
    access, start = ENTRIES[route], _fresh(route, walk.media) if route in FOUND_AGAIN else walk
    world, path = start.world, start.paths[route]
    assert access.body is not None
    client = _with_key(start.client(_sender(access), access), "one-key")
    access.body(world)  # what the body names exists before the first count
    counts = [_row_counts()]

    answers = []
    for _ in range(3):
        answers.append(_send(client, route, path, access, world))
        counts.append(_row_counts())

    assert [answer.status_code // 100 for answer in answers] == [2, 2, 2]
    assert answers[0].content == answers[1].content == answers[2].content
    assert counts[0] != counts[1]
    assert counts[1] == counts[2] == counts[3]
