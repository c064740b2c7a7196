"""The description of the API is served, and what the guide for programmers says is so."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from guildmark.accounts.models import ApiKey
from guildmark.core.described import UNSAFE
from guildmark.core.idempotency import KEPT_FOR, KeyReused
from guildmark.core.pagination import Pages
from guildmark.core.problem_page import kinds
from tests.api.access import OK, table
from tests.api.description import FILE, described

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")


def test_the_description_is_served_and_not_sent_twice() -> None:
    client = Client()

    first = client.get("/docs/openapi.yaml")
    again = client.get("/docs/openapi.yaml", headers={"If-None-Match": first["ETag"]})

    assert first.status_code == 200
    assert first.content == FILE.read_bytes()
    assert (again.status_code, again.content) == (304, b"")
    assert "COPY frontend/openapi.yaml frontend/openapi.yaml" in DOCKERFILE


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/v1/projects/{project_id}/releases"),
        ("post", "/api/v1/releases/{release_id}/exports"),
        ("get", "/api/v1/exports/{export_id}"),
        ("get", "/api/v1/exports/{export_id}/download"),
        ("post", "/api/v1/datasets/{dataset_id}/imports"),
        ("post", "/api/v1/imports/{import_id}/uploads"),
        ("patch", "/api/v1/uploads/{upload_id}"),
        ("post", "/api/v1/imports/{import_id}/start"),
        ("get", "/api/v1/imports/{import_id}"),
    ],
)
def test_each_address_of_the_guide_is_described(method: str, path: str) -> None:
    paths = described()["paths"]
    used = re.findall(r"\$GUILDMARK(/api/v1/[\w/$]+)", GUIDE)
    shape = re.sub(r"{\w+}", r"(?:\\d+|\\$[A-Z]+)", path)

    assert method in paths[path]
    assert any(re.fullmatch(shape, one) for one in used)
    assert len(set(used)) == 9


def test_every_refusal_of_the_table_of_access_is_described() -> None:
    paths = described()["paths"]

    lacking = {
        (method, path, outcome)
        for (method, path), access in table().items()
        for outcome in access.outcomes.values()
        if outcome != OK and str(outcome) not in paths[path][method.lower()]["responses"]
    }

    assert lacking == set()


def test_what_keeps_the_service_from_answering_is_described_once() -> None:
    whole = described()
    away = {"$ref": "#/components/responses/Unavailable"}
    full = {"$ref": "#/components/responses/NoRoom"}

    said = {
        (method in UNSAFE, str(of.get("503")), str(of.get("507")))
        for operations in whole["paths"].values()
        for method, operation in operations.items()
        for of in [operation["responses"]]
    }

    assert said == {(True, str(away), str(full)), (False, str(away), "None")}
    assert set(whole["components"]["responses"]["Unavailable"]["headers"]) == {"Retry-After"}


def test_the_guide_names_the_scopes_codes_and_limits_there_are() -> None:
    scopes = set(re.findall(r"`(\w+:(?:read|write))`", GUIDE))
    codes = set(re.findall(r'"code": "(\w+)"', GUIDE)) - {"required"}
    codes |= set(re.findall(r"\(422, `(\w+)`\)", GUIDE))

    assert scopes == set(ApiKey.Scope.values)
    assert codes == {"state_conflict", KeyReused.code}
    assert codes <= {kind.code for kind in kinds()}
    assert f"{Pages.page_size} rows unless you ask, and {Pages.max_page_size} at most" in GUIDE
    assert f"at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2} MB" in GUIDE
    assert KEPT_FOR.days == 1
    assert "kept for a day" in GUIDE
