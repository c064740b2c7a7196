"""What processes must not load: it would cost memory and time in every one of them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADED = "print(*sorted({name.split('.')[0] for name in sys.modules}))"
WEB = f"""
import sys, django
django.setup()
import guildmark.urls
{LOADED}
"""
BEAT = f"""
import sys
from workers.beat import app
app.loader.init_worker()
app.finalize()
assert app.conf.beat_schedule
sys.modules.pop("workers.tasks", None) and sys.exit("tasks are loaded")
{LOADED}
"""


def _loaded(program: str) -> set[str]:
    found = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "guildmark.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return set(found.stdout.split())


def test_the_web_process_loads_no_arithmetic_library_and_no_celery() -> None:
    loaded = _loaded(WEB)

    assert "guildmark" in loaded
    assert loaded & {"scipy", "skimage", "shapely", "celery", "workers", "pandas"} == set()


def test_beat_loads_neither_tasks_nor_what_they_compute_with() -> None:
    loaded = _loaded(BEAT)

    assert "celery" in loaded
    assert loaded & {"scipy", "shapely", "reportlab"} == set()
