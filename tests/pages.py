"""The pages of the application, as its routes name them, and which of them an address is of."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(__file__).parents[1] / "frontend" / "src" / "pages"
ROUTE = re.compile(r'getParentRoute: \(\) => (\w+),\s*path: "([^"]+)"')
#: What stands before the address of a page, by the layout it lives in.
LAYOUTS = {
    "rootRoute": "",
    "signedInLayout": "",
    "workLayout": "",
    "organisationLayout": "/o/$organisationId",
    "projectLayout": "/p/$projectId",
}
#: For who builds the application: not in what people are served.
NOT_SERVED = frozenset({"/_parts", "/_stage"})


@cache
def pages() -> frozenset[str]:
    """Every page that people are served: "/p/$projectId/schema"."""
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("routes.ts")]
    found = {
        f"{LAYOUTS[layout]}/{path.strip('/')}".rstrip("/") or "/"
        for text in texts
        for layout, path in ROUTE.findall(text)
    }
    return frozenset(found - NOT_SERVED)


def page_of(address: str) -> str | None:
    """The page at an address, as the router finds it: words before what may be anything.

    None where nothing is.
    """
    parts = urlsplit(address).path.strip("/").split("/")
    fitting = [page for page in pages() if _fits(_parts(page), parts)]
    return min(fitting, key=_places_of_anything, default=None)


def _fits(page: list[str], parts: list[str]) -> bool:
    return len(page) == len(parts) and all(
        part != "" if word.startswith("$") else word == part
        for word, part in zip(page, parts, strict=True)
    )


def _places_of_anything(page: str) -> list[bool]:
    return [word.startswith("$") for word in _parts(page)]


def _parts(page: str) -> list[str]:
    return page.strip("/").split("/")
