"""Ports: one that was asked for is taken or refused, any other gives way to a free one."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from deploy.local import ports, product
from deploy.local.errors import PortTaken


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind((ports.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_that_was_asked_for_is_refused(taken_port: int) -> None:
    with pytest.raises(PortTaken, match=f"Port {taken_port} is taken"):
        product.chosen_port(taken_port)


def test_a_free_port_that_was_asked_for_is_used() -> None:
    free = ports.any_free()

    with closing(product.chosen_port(free)) as held:
        assert held.number == free


def test_of_two_that_start_at_one_moment_one_gets_the_port() -> None:
    free = ports.any_free()

    with closing(product.chosen_port(free)), pytest.raises(PortTaken):
        product.chosen_port(free)

    product.chosen_port(free).close()


def test_without_a_wish_the_next_free_port_is_used_and_named(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(product, "DEFAULT_PORT", taken_port)

    with closing(product.chosen_port(None)) as held:
        assert held.number > taken_port
        sentence = f"Port {taken_port} is taken by another program; using {held.number}."
        assert sentence in capsys.readouterr().out


def test_a_port_that_somebody_holds_on_all_addresses_counts_as_taken() -> None:
    with socket.socket() as server:
        server.bind(("", 0))
        server.listen()

        assert not ports.is_free(server.getsockname()[1])


def test_the_port_of_the_last_time_is_kept_while_it_is_free(taken_port: int) -> None:
    free = ports.any_free()

    assert ports.kept_or_new(free) == free
    assert ports.kept_or_new(taken_port) != taken_port
