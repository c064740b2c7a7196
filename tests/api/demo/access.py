"""What a visitor may ask without signing in."""

from tests.api.access import Access, anybody

MAKERS: dict[str, object] = {}

ACCESS: dict[tuple[str, str], Access] = {("GET", "/api/v1/site"): anybody()}
