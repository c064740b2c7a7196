"""When the browser application is built anew, and which Node.js will do."""

from pathlib import Path

import pytest

from deploy.local.frontend import source_hash
from deploy.local.node import fits


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.tsx").write_text("one")
    (tmp_path / "package.json").write_text("{}")
    return tmp_path


def test_a_changed_renamed_or_new_source_changes_the_hash(folder: Path) -> None:
    hashes = [source_hash(folder)]
    (folder / "src" / "main.tsx").write_text("two")
    hashes.append(source_hash(folder))
    (folder / "src" / "main.tsx").rename(folder / "src" / "start.tsx")
    hashes.append(source_hash(folder))
    (folder / "src" / "new.ts").touch()
    hashes.append(source_hash(folder))

    assert len(set(hashes)) == 4


def test_what_a_build_makes_or_installs_does_not_change_the_hash(folder: Path) -> None:
    before = source_hash(folder)

    for name in ("node_modules", "dist", "dist-test"):
        (folder / name).mkdir()
        (folder / name / "made.js").write_text(name)

    assert source_hash(folder) == before


@pytest.mark.parametrize(
    ("major", "minor", "expected"),
    [
        *[(18, 20, False), (20, 18, False), (21, 9, False), (22, 11, False)],
        *[(20, 19, True), (22, 12, True), (23, 0, True), (24, 0, True)],
    ],
)
def test_node_is_new_enough_where_vite_runs(major: int, minor: int, expected: bool) -> None:
    assert fits(major, minor) is expected
