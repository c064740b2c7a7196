"""Every list comes in pages, unless it is a catalogue that people do not add to."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CATALOGUES = {
    "community_page_project_list",  # a bounded few, for a page that is open to the world
    "comprehension_get",
    "comprehension_question_list",
    "export_format_list",
    "member_trait_list",
    "trait_list",
    "trait_value_list",
}


def test_every_list_comes_in_pages() -> None:
    description = yaml.safe_load((ROOT / "frontend" / "openapi.yaml").read_text())
    reads = [methods["get"] for methods in description["paths"].values() if "get" in methods]
    contents = {
        read["operationId"]: read["responses"]
        .get("200", {})
        .get("content", {})
        .get("application/json", {})
        for read in reads
    }

    whole = {
        name
        for name, content in contents.items()
        if content.get("schema", {}).get("type") == "array"
    }

    assert whole == CATALOGUES
