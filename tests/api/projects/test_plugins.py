"""Plug-ins of the workspace: off without a folder, chosen by name, served to who is signed in."""

from pathlib import Path
from wsgiref.headers import Headers

import pytest
from pytest_django.fixtures import Settings

from guildmark.core.errors import WrongInput
from guildmark.projects import actions
from guildmark.projects.plugins import plugin_names, plugin_url
from guildmark.worker_policy import OF_OURS, OF_PLUGINS
from tests.conftest import SignIn
from tests.factories import accounts, datasets, projects
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db
PROGRAM = "export const segment = () => null;\n"


@pytest.fixture
def plugins(tmp_path: Path, settings: Settings) -> Path:
    """A folder with one plug-in, and something that is none."""
    (tmp_path / "cells").mkdir()
    (tmp_path / "cells" / "plugin.js").write_text(PROGRAM)
    (tmp_path / "cells" / ".env").write_text("secret")
    (tmp_path / "cells" / "notes.txt").write_text("notes")
    (tmp_path / "Not A Name").mkdir()
    (tmp_path / "Not A Name" / "plugin.js").write_text(PROGRAM)
    (tmp_path / "empty").mkdir()
    settings.PLUGINS_DIR = str(tmp_path)
    return tmp_path


def _choose(name: str) -> str:
    project = projects.project()
    actor_id = datasets.owner_id(project.organisation)
    changed = actions.update_project(
        actor_id=actor_id, project_id=project.pk, changes={"plugin": name}, now=NOW
    )
    return changed.plugin


def test_without_a_folder_there_are_none() -> None:
    assert (plugin_names(), plugin_url("cells")) == ([], None)
    with pytest.raises(WrongInput):
        _choose("cells")


@pytest.mark.usefixtures("plugins")
def test_a_project_chooses_one_that_is_installed() -> None:
    assert _choose("cells") == "cells"
    with pytest.raises(WrongInput):
        _choose("empty")
    assert (plugin_names(), plugin_url("cells")) == (["cells"], "/plugins/cells/plugin.js")


@pytest.mark.usefixtures("plugins")
def test_its_files_are_given_to_who_is_signed_in(api: SignIn) -> None:
    answer = api(accounts.person()).get("/plugins/cells/plugin.js")

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams
    assert content.decode() == PROGRAM
    assert answer["Content-Type"] == "text/javascript"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert api().get("/plugins/cells/plugin.js").status_code == 404


@pytest.mark.usefixtures("plugins")
@pytest.mark.parametrize(
    "path", ["cells/.env", "cells/notes.txt", "empty/plugin.js", "cells/no.js"]
)
def test_nothing_else_is_served(api: SignIn, path: str) -> None:
    assert api(accounts.person()).get(f"/plugins/{path}").status_code == 404


@pytest.mark.parametrize(
    ("file", "has_plugins", "policy"),
    [
        ("plugin.worker-a1.js", True, OF_PLUGINS),
        ("plugin.worker-a1.js", False, OF_OURS),
        ("cut.worker-a1.js", True, OF_OURS),
        ("index-a1.js", True, None),
    ],
)
def test_its_worker_alone_may_compile_and_speaks_to_this_service_alone(
    settings: Settings, tmp_path: Path, file: str, has_plugins: bool, policy: str | None
) -> None:
    settings.PLUGINS_DIR = str(tmp_path) if has_plugins else ""
    headers = Headers()

    settings.WHITENOISE_ADD_HEADERS_FUNCTION(headers, file, f"/assets/{file}")

    assert headers["Content-Security-Policy"] == policy


@pytest.mark.parametrize(
    ("media_host", "sources"),
    [("", "'self'"), ("https://media.example.org", "'self' https://media.example.org")],
)
def test_the_worker_of_the_levels_may_fetch_them_here_and_from_the_media_host(
    settings: Settings, media_host: str, sources: str
) -> None:
    settings.MEDIA_BASE_URL = media_host
    headers = Headers()

    file = "levels.worker-a1.js"
    settings.WHITENOISE_ADD_HEADERS_FUNCTION(headers, file, f"/assets/{file}")

    assert headers["Content-Security-Policy"] == f"{OF_OURS}; connect-src {sources}"
