"""The lock files are sound, and the check that says so finds what is wrong."""

import json
import shutil
from pathlib import Path

import pytest

from deploy.local import locks

ROOT = Path(__file__).resolve().parents[2]
NPM_FILES = ("package.json", "package-lock.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The lock files and what they are made from."""
    files = ["pyproject.toml", *locks.EXTRAS, *locks.GROUPS, locks.NODE]
    files += [f"{folder}/{name}" for folder in locks.NPM for name in NPM_FILES]
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_lock_files_are_sound() -> None:
    assert locks.problems(ROOT) == []


def test_an_index_is_found(copy: Path) -> None:
    with (copy / "requirements.txt").open("a") as file:
        file.write("--index-url https://example.org/simple\n")

    assert ["names a host" in problem for problem in locks.problems(copy)] == [True]


def test_a_missing_hash_and_a_version_that_others_lack_are_found(copy: Path) -> None:
    with (copy / "requirements.txt").open("a") as file:
        file.write("celery==5.6.0 \\\n    # via nobody\n")

    assert locks.problems(copy) == [
        "requirements.txt: celery has no hash.",
        "requirements.txt: celery 5.6.0 is not what requirements-test.txt has.",
    ]


def test_a_dependency_that_was_not_locked_is_found(copy: Path) -> None:
    text = (copy / "pyproject.toml").read_text()
    (copy / "pyproject.toml").write_text(
        text.replace("dependencies = [", 'dependencies = [\n  "bottle>=3",', 1)
    )

    assert locks.problems(copy) == [
        f"{name}: bottle is missing. Run ./guildmark lock." for name in locks.EXTRAS
    ]


def test_an_npm_package_that_names_a_host_or_lacks_an_optional_one_is_found(copy: Path) -> None:
    path = copy / "frontend" / "package-lock.json"
    lock = json.loads(path.read_text())
    lock["packages"]["node_modules/vite"]["resolved"] = "https://example.org/vite.tgz"
    lock["packages"]["node_modules/vite"]["optionalDependencies"] = {"not-there": "1.0.0"}
    path.write_text(json.dumps(lock))

    assert locks.problems(copy) == [
        "package-lock.json: node_modules/vite names a host.",
        "package-lock.json: node_modules/vite lacks its optional not-there.",
    ]
