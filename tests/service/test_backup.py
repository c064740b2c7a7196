"""A backup is taken while Guildmark serves, everything is lost, and the backup brings it back.

By the steps of the guide for operators, without the containers: the database first, then the media;
then into an empty database, before anything else is up.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from deploy.local import postgres_binaries, secret_store, services
from deploy.local.paths import Home
from deploy.local.supervisor import supervising
from tests.service.running import Guildmark, comes_true

pytestmark = [pytest.mark.service, pytest.mark.slow]
SEEDING = (sys.executable, "manage.py", "seed_demo", "--small")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
ROWS = """
    SELECT count(*), encode(sha256(convert_to(
        coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), ''), 'UTF8')), 'hex')
    FROM "{}" AS row
"""
#: Pictures of which cells are wanted and not made: their files come by themselves, later.
LACKING = """
    SELECT count(*) FROM datasets_item AS item
    WHERE item.rendition <> '' AND item.excluded_at IS NULL
    AND EXISTS (
        SELECT FROM projects_project AS project
        WHERE project.dataset_id = item.dataset_id
        AND project.has_superpixels AND project.state <> 'closed')
    AND NOT EXISTS (
        SELECT FROM datasets_itemaid AS aid
        WHERE aid.item_id = item.id AND aid.kind = 'superpixels')
"""
#: About two seconds for each picture, behind whatever else is heavy.
MADE_WITHIN_SECONDS = 600.0
#: Beats and sweeps write something now and then.
QUIET_WITHIN_SECONDS = 120.0

Told = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Backup:
    """Its two files, and what was in the database when the first was written."""

    dump: Path
    media: Path
    rows: Told


def rows_in(database_url: str) -> Told:
    """Of each table how many rows there are and the SHA-256 of them all; where sequences are."""
    with closing(psycopg2.connect(database_url)) as connection, connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found: Told = {}
        for table in tables:
            cursor.execute(ROWS.format(table))
            found[table] = cursor.fetchone() or (0, "")
        cursor.execute(SEQUENCES)
        return found | {name: (last or 0, "") for name, last in cursor.fetchall()}


def files_in(folder: Path) -> dict[str, str]:
    """Their SHA-256, by the path from the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def files_packed(media: Path) -> dict[str, str]:
    """As `files_in` says of the media, of what was packed."""
    place, found = Path("media"), {}
    with tarfile.open(media) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None and Path(member.name).is_relative_to(place):
                name = str(Path(member.name).relative_to(place))
                found[name] = hashlib.sha256(content.read()).hexdigest()
    return found


def lacks_none(database_url: str) -> bool:
    """Whether every picture has what is made of it."""
    with closing(psycopg2.connect(database_url)) as connection, connection.cursor() as cursor:
        cursor.execute(LACKING)
        return cursor.fetchone() == (0,)


def run_tool(name: str, *arguments: str) -> None:
    """`pg_dump` or `pg_restore` of the PostgreSQL that comes along."""
    command = [str(postgres_binaries.find().folder / name), *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr


def back_up(guildmark: Guildmark, folder: Path) -> Backup:
    """While it serves. The database is dumped anew where something was written meanwhile."""
    url = guildmark.read_state()["environment"]["DATABASE_URL"]
    dump, media = folder / "guildmark.dump", folder / "media.tar"
    seen: list[Told] = []
    assert comes_true(lambda: lacks_none(url), MADE_WITHIN_SECONDS)

    def is_dumped() -> bool:
        before = rows_in(url)
        run_tool("pg_dump", "--format=custom", f"--file={dump}", f"--dbname={url}")
        seen.append(rows_in(url))
        return before == seen[-1]

    assert comes_true(is_dumped, QUIET_WITHIN_SECONDS)
    with tarfile.open(media, "w") as archive:
        archive.add(guildmark.state / "data", arcname=".")
    return Backup(dump, media, seen[-1])


def test_what_was_backed_up_is_all_there_after_everything_was_lost(
    open_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row, every sequence and every file; and it serves again, and goes on."""
    guildmark = Guildmark(open_folder / "state")
    guildmark.start()
    guildmark.beside(*SEEDING)
    backup = back_up(guildmark, tmp_path)
    files = files_packed(backup.media)
    kept = (guildmark.state / "secrets.json").read_bytes()
    guildmark.command("down")
    shutil.rmtree(guildmark.state)

    home = Home(guildmark.state)
    home.prepare()
    (home.state / "secrets.json").write_bytes(kept)
    for ours in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(ours, raising=False)
    with supervising(home, last=services.NAMES) as supervisor:
        secrets = secret_store.load_or_create(home.state)
        url = services.start(supervisor, secrets, is_scratch=False).database_url
        assert rows_in(url) == {}
        run_tool("pg_restore", "--no-owner", f"--dbname={url}", str(backup.dump))
        restored = rows_in(url)
    with tarfile.open(backup.media) as archive:
        archive.extractall(home.data, filter="data")
    guildmark.start()
    again = guildmark.beside(*SEEDING)
    ready = guildmark.get("/readyz")
    guildmark.command("down")

    assert len(files) > 100
    assert backup.rows["work_submission"][0] > 100
    assert restored == backup.rows
    assert files_in(home.data / "media") == files
    assert ready == 200
    assert "The demonstration is here already." in again
