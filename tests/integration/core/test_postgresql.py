"""A connection is asked whether it lives only after it has rested."""

from unittest.mock import Mock

import psycopg2
import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db(transaction=True)


def _begin_request() -> None:
    """What Django does before a request is answered, with health checks on."""
    connection.close_if_unusable_or_obsolete()


def _end_connection() -> None:
    """Somebody else ends this session in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        with other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def test_one_that_answered_a_moment_ago_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    _begin_request()
    assert _answers()
    asked = Mock(return_value=True)
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", asked)

    _begin_request()
    assert _answers()

    asked.assert_not_called()


def test_one_that_was_lost_while_it_rested_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    _begin_request()
    assert _answers()
    _end_connection()
    monkeypatch.setattr(connection, "_trusted_until", 0.0)  # it has rested

    _begin_request()

    assert _answers()


def test_one_that_is_lost_under_way_costs_one_request() -> None:
    _begin_request()
    assert _answers()
    _end_connection()
    _begin_request()
    with pytest.raises(OperationalError):
        _answers()

    _begin_request()

    assert _answers()
