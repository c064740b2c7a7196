"""Every page of the application is opened by a journey in the browser, where axe looks at it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "frontend" / "src" / "pages"
JOURNEYS = ROOT / "tests" / "e2e"
#: Where each page is looked at: the name of its picture, or the address as the journey opens it.
LOOKED_AT = {
    "/": "landing",
    "_parts": "",  # the parts of pages, for who builds them: not in what people are served
    "_stage": "",  # as above, the stage alone
    "account/login": "sign-in",
    "account/password/reset": "password-forgotten",
    "account/password/reset/key/$key": "password-new",
    "account/signup": "sign-up",
    "account/verify-email/$key": "verify-email",
    "appeals": "appeals",
    "audit": "audit-trail",
    "batches": "batches",
    "c/$communityId": "community-public",
    "collect/$projectId": "collecting",
    "collect/$projectId/review": "collected-review",
    "collection": "collection",
    "communities": "directory",
    "communities/$communityId": "community-seen",
    "communities/$communityId/care": "/care",
    "consensus": "consensus",
    "disputed": "disputed",
    "earnings": "earnings",
    "evaluations/$evaluationId": "evaluation",
    "facts": "facts",
    "gold": "gold",
    "gold/$goldItemId": "gold-item",
    "gold/contests": "gold/contests",
    "guideline": "guideline",
    "history": "history",
    "home": "home-work",
    "inbox": "inbox",
    "invitations/$token": "invitation",
    "items": "items",
    "items/imports": "imports",
    "items/imports/$importId": "import",
    "items/profile": "items/profile",
    "join/$token": "/join/",
    "keys": "keys",
    "labels-in": "labels-in",
    "labels-in/$labelImportId": "labels-in-names",
    "me": "profile",
    "organisations/new": "organisation-new",
    "overview": "overview",
    "p/$projectId/consensus/$taskId": "consensus-item",
    "p/$projectId/disputed/$taskId": "adjudicate",
    "people": "people",
    "people/$userId": "person",
    "qualifications": "qualifications",
    "quality": "quality-empty",
    "quality/$projectId": "quality-project",
    "quality/contests": "my-contests",
    "queue": "queue",
    "releases": "releases",
    "releases/$releaseId": "release",
    "releases/$releaseId/pictures": "pictures",
    "releases/$releaseId/report": "report",
    "report": "quality-report",
    "rules": "rules",
    "schema": "schema",
    "settings": "settings",
    "training": "training-plan",
    "training/$projectId": "training-guideline",
    "training/$projectId/practice": "practice",
    "training/$projectId/quiz/$attemptId": "quiz-result",
    "work/$projectId": "workspace-desktop",
}


def _routes() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.rglob("routes.ts")]
    return {found for text in texts for found in re.findall(r'path: "([^"]+)"', text)}


def test_every_page_has_a_journey_that_looks_at_it() -> None:
    assert _routes() == LOOKED_AT.keys()


def test_the_journeys_look_at_what_the_table_says() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(JOURNEYS.glob("*.py")))

    lost = [
        (page, name)
        for page, name in LOOKED_AT.items()
        if name and not re.search(rf'["/}}]{re.escape(name.strip("/"))}["/]', said)
    ]

    assert lost == []
