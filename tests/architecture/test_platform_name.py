"""`platform/` is a source root. As a package it would hide the standard library's module."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_platform_from_the_root_is_the_standard_library() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", "import platform; platform.python_version()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (finished.returncode, finished.stderr) == (0, "")


def test_no_folder_of_that_name_is_a_package() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not (ROOT / "tests" / "platform").exists()
