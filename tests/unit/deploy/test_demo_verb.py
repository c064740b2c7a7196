"""What whoever waits for the demonstration, person or script, reads last."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local.child import Command
from deploy.local.cli import Options, parse
from deploy.local.paths import Home
from deploy.local.signals import EndRequested
from deploy.local.supervisor import supervising
from deploy.local.verbs import demo

ADDRESS = "http://localhost:8123"


class Stage:
    """Stands for what was started; keeps what it was asked to do."""

    address = ADDRESS

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.environment = {"EMAIL_URL": "filemail:///srv/state/mail"}

    def serve(self) -> None:
        """As when somebody presses Ctrl-C."""
        raise EndRequested

    def manage(self, _what: str, *arguments: str, log: None) -> None:
        self.asked.append(arguments)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """What a demonstration is made on: one child that has to be ended."""
    made = Stage()

    @contextmanager
    def started(home: Home, _options: Options) -> Iterator[Stage]:
        home.prepare()
        with supervising(home, last=()) as supervisor:
            supervisor.start(Command("web", ["sleep", "60"], {"PATH": os.environ["PATH"]}))
            yield made

    monkeypatch.setattr(demo, "started", started)
    return made


def test_the_last_lines_say_where_mail_and_the_demonstration_are(
    tmp_path: Path, stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = demo.run(Home(tmp_path), parse(["demo", "--exit", "--no-browser", "--seed", "7"]))

    assert (ended, stage.asked) == (0, [("seed_demo", "--seed", "7")])
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "  Mail is written into /srv/state/mail",
        f"Demo ready: {ADDRESS}",
    ]


def test_who_has_a_mail_server_is_told_of_no_folder(
    tmp_path: Path, stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.environment["EMAIL_URL"] = "smtp+tls://user:password@host:587"

    demo.run(Home(tmp_path), parse(["demo", "--exit", "--no-browser"]))

    said = capsys.readouterr().out
    assert f"Demo ready: {ADDRESS}" in said
    assert "Mail" not in said
    assert "password" not in said


def test_who_ends_it_is_told_that_it_is_ending(
    tmp_path: Path, stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = demo.run(Home(tmp_path), parse(["demo", "--no-browser"]))

    assert (ended, stage.asked) == (0, [("seed_demo",)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [f"Demo ready: {ADDRESS}", "Stopping ...", "Stopped."]
