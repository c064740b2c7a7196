"""What was asked about one native language, asked as of several: for migrations."""

from typing import Any

TRAIT = "native_language"
_OF_SEVERAL = {
    "=": "contains_any",
    "in": "contains_any",
    "!=": "contains_none",
    "not_in": "contains_none",
}


# Any: clauses as they are stored, JSON.
def asked_of_several(groups: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """An AND of ORs that lets in the same people, now that each may have named more than one.

    What is asked about other facts stays, and what is asked of several already: safe twice.
    """
    return [[_of_several(clause) for clause in group] for group in groups]


def _of_several(clause: dict[str, Any]) -> dict[str, Any]:
    operator = _OF_SEVERAL.get(clause["operator"])
    if clause["trait"] != TRAIT or operator is None:
        return clause
    value = clause["value"]
    return {**clause, "operator": operator, "value": value if isinstance(value, list) else [value]}
