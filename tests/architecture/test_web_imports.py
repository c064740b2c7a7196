"""What a web process must not load: it would cost memory and time in every one of them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, django
django.setup()
import guildmark.urls
print(*sorted({name.split('.')[0] for name in sys.modules}))
"""


def test_the_web_process_loads_no_arithmetic_library_and_no_celery() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "guildmark.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(found.stdout.split())

    assert "guildmark" in loaded
    assert loaded & {"scipy", "skimage", "shapely", "celery", "workers", "pandas"} == set()
