"""Every list comes in pages, unless it is a catalogue that people do not add to."""

from tests.api.description import described

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
    reads = [methods["get"] for methods in described()["paths"].values() if "get" in methods]
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
