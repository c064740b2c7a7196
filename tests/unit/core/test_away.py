"""Faults that pass are refusals: a database that is away, a disk that is full."""

import errno
from collections.abc import Callable

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from guildmark.core.away import NoRoom, Unavailable, passing_refusal
from guildmark.core.problems import fault_answer, problem_response


def _of_postgres(code: str | None) -> OperationalError:
    """As Django raises what the driver said."""

    class Said(psycopg2.OperationalError):
        pgcode = code

    error = OperationalError("...")
    error.__cause__ = Said()
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_of_postgres(None), Unavailable),  # the connection broke
        (_of_postgres("57P01"), Unavailable),  # an operator ended it
        (_of_postgres("57P03"), Unavailable),  # it is starting
        (_of_postgres("53300"), Unavailable),  # too many connections
        (_of_postgres("40P01"), Unavailable),  # two wait for each other
        (InterfaceError("connection already closed"), Unavailable),
        (_of_postgres("53100"), NoRoom),
        (OSError(errno.ENOSPC, "No space left on device"), NoRoom),
        (_of_postgres("57014"), type(None)),  # it took too long
        (OSError(errno.ENOENT, "No such file"), type(None)),
        (ValueError(), type(None)),
    ],
)
def test_what_passes_is_told_and_what_does_not_is_a_fault(
    error: Exception, kind: type[object]
) -> None:
    assert type(passing_refusal(error)) is kind


def test_a_database_that_is_away_says_when_to_ask_again() -> None:
    answer = problem_response(_of_postgres(None), {})

    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.data["code"] == "unavailable"


def test_a_full_disk_says_that_nothing_was_kept() -> None:
    answer = problem_response(OSError(errno.ENOSPC, "No space left on device"), {})

    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (507, "no_room")
    assert answer.data["detail"].startswith("Nothing of it was kept.")


def _fails(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [path("away", _fails(_of_postgres("57P01"))), path("broken", _fails(ValueError()))]
handler500 = fault_answer


@pytest.mark.parametrize(("address", "status"), [("/away", 503), ("/broken", 500)])
@override_settings(ROOT_URLCONF=__name__, DEBUG=False, MIDDLEWARE=[])
def test_a_fault_outside_of_views_of_the_api_is_told_alike(address: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == status
