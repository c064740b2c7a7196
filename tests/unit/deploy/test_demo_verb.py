"""What whoever waits for the demonstration, person or script, reads last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local.cli import Options, parse
from deploy.local.paths import Home
from deploy.local.verbs import demo


class Stage:
    """Stands for what was started; keeps what it was asked to do."""

    address = "http://localhost:8123"

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def manage(self, _what: str, *arguments: str, log: None) -> None:
        self.asked.append(arguments)


def test_the_last_line_says_where_the_demonstration_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, stage = Home(tmp_path), Stage()
    home.state.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def started(_home: Home, _options: Options) -> Iterator[Stage]:
        yield stage

    monkeypatch.setattr(demo, "started", started)

    ended = demo.run(home, parse(["demo", "--exit", "--no-browser", "--seed", "7"]))

    assert (ended, stage.asked) == (0, [("seed_demo", "--seed", "7")])
    assert capsys.readouterr().out.splitlines()[-1] == "Demo ready: http://localhost:8123"
