"""The contracts on imports hold for every app: a new one cannot be forgotten."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[3]
#: It has no layers: every app stands on it.
GROUND = "guildmark.core"


def test_layers_inside_an_app_are_those_of_every_app() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    inside = next(one for one in contracts if one["name"].startswith("Inside an app"))

    ours = {one.name for one in apps.get_app_configs() if one.name.startswith("guildmark.")}

    assert set(inside["containers"]) == ours - {GROUND}
