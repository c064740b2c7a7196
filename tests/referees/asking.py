"""The referees' own Python, asked. Most of its gigabyte is never imported."""

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
    python = packages.environment_for(REQUIREMENTS, ENVIRONMENT)
    with tempfile.TemporaryDirectory() as home:
        finished = subprocess.run(
            [python, str(ROOT / "tests" / "referees" / "reading.py"), *arguments],
            env={**os.environ, "PYTHONPATH": "", "HF_HUB_OFFLINE": "1", "HF_HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr[-2000:]
    said: Mapping[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return said
