"""The texts of the browser application: of two with one key JSON keeps the last, without a word."""

import json
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "frontend" / "src"


def repeated(text: str) -> list[str]:
    """Keys that stand twice in one object."""
    found: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        found.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return dict(pairs)

    json.loads(text, object_pairs_hook=look)
    return found


def test_no_text_hides_another_one() -> None:
    catalogues = sorted((*SOURCES.rglob("*en.json"), *SOURCES.rglob("*es.json")))

    found = {
        str(path.relative_to(SOURCES)): repeated(path.read_text("utf-8")) for path in catalogues
    }

    assert len(catalogues) > 80
    assert {path: keys for path, keys in found.items() if keys} == {}
    assert repeated('{"a": {"n": "1", "n": "2"}, "b": "3", "b": "4"}') == ["n", "b"]
