"""What every test stands on: quick, alone, and with a way to ask the API as somebody."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import pytest_django
from axes.handlers.proxy import AxesProxyHandler
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient
from xdist.remote import Producer

from guildmark.accounts.models import User
from tests.emptied import deleting
from tests.factories.buckets import BucketServer, bucket_server
from tests.factories.communities import catalogue
from tests.migrated import shared_database
from tests.sharing_out import Sharing, longest_first, scheduler

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

SignIn = Callable[..., APIClient]

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("long", deadline=None)
hypothesis_settings.register_profile("every run", deadline=None, max_examples=10)


def pytest_configure(config: pytest.Config) -> None:
    """Where slow tests are left out, fewer examples are tried too."""
    is_long = "not slow" not in config.getoption("markexpr")
    hypothesis_settings.load_profile("long" if is_long else "every run")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Behind those of plugins: an order for files, not for the tests of one."""
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing | None:
    """Which process gets which file."""
    return scheduler(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through for waste again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_runtest_call() -> None:
    """What the database draws by lot is drawn alike in every run."""
    opened = connection.connection
    if opened is not None and not opened.closed:
        with opened.cursor() as cursor:
            cursor.execute("SELECT setseed(0.5)")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
    testrun_uid: str,
    worker_id: str,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> Iterator[None]:
    """Of several processes one migrates; the databases of all are copies of what it made."""
    if worker_id == "master":
        yield
        return
    folder = tmp_path_factory.getbasetemp().parent
    with django_db_blocker.unblock(), shared_database(folder, testrun_uid) as name:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        with django_db_blocker.block():
            yield


@pytest.fixture(scope="session", autouse=True)
def emptied_by_rows() -> Iterator[None]:
    """Tables are emptied after tests that commit, some hundred times: also of the catalogue, which
    the migrations wrote.
    """
    patch = deleting(then=catalogue)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def media_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for each test. It is there once something is written: few tests write, and `tmp_path`
    looks through the folders of all tests before for the next number.
    """
    folder = tmp_path_factory.mktemp("media")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def quick_and_alone(settings: Settings, media_folders: Iterator[Path]) -> None:
    """A cache, a media folder and a password hash of the test's own, and English to begin with.

    A request in another language leaves it in force for whatever the same thread does next.
    The broker's Redis is left alone: another test run, or a demo, may live in it.
    """
    translation.deactivate()
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = next(media_folders)
    # Else every test client reads all static files: 50 ms a client.
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    # It keeps the cache it met first: that of a world made before any test, the broker's Redis.
    AxesProxyHandler.get_implementation(force=True)


@pytest.fixture(scope="session")
def _bucket_server() -> Iterator[BucketServer]:
    with bucket_server() as server:
        yield server


@pytest.fixture
def bucket_place(_bucket_server: BucketServer, settings: Settings) -> BucketServer:
    """A server of buckets on this machine, which the operator has named."""
    settings.BUCKET_HOSTS = frozenset({_bucket_server.place})
    return _bucket_server


@pytest.fixture
def api() -> SignIn:
    """`api()` asks as nobody, `api(user)` as somebody signed in by a session."""

    def sign_in(user: User | None = None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_login(user, backend=SIGN_IN_BACKEND)
        return client

    return sign_in


@pytest.fixture
def machine() -> SignIn:
    """`machine(text)` asks with an API key."""

    def with_key(text: str) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
        return client

    return with_key
