"""`./guildmark lock`: write the requirements files anew from pyproject.toml. Needs uv."""

from deploy.local import locks
from deploy.local.cli import Options
from deploy.local.paths import Home


def run(home: Home, options: Options) -> int:
    locks.write_all()
    return 0
