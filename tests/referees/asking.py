"""The referees' own Python: made when it is missing, and asked."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local import packages

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements-referees.txt"
ENVIRONMENT = ROOT / ".venv-referees"


def ask(*arguments: str) -> Mapping[str, Any]:
    """What `reading.py` prints in the referees' environment."""
    with tempfile.TemporaryDirectory() as home:
        finished = subprocess.run(
            [_python(), str(ROOT / "tests" / "referees" / "reading.py"), *arguments],
            env={**os.environ, "PYTHONPATH": "", "HF_HUB_OFFLINE": "1", "HF_HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr[-2000:]
    said: Mapping[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return said


def _python() -> Path:
    """The referees' environment, made when its requirements have changed.

    Most of a gigabyte is never imported: what is, is compiled then.
    """
    stamp, wanted = ENVIRONMENT / ".guildmark-referees", packages.fingerprint(REQUIREMENTS)
    python = ENVIRONMENT / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        packages.make_environment(ENVIRONMENT)
        packages.install(python, REQUIREMENTS, is_compiled=False)
        stamp.write_text(wanted)
    return python
