"""Criteria in plain words: "lives in Portugal or Spain"."""

from collections.abc import Mapping

from guildmark.communities.criteria import Clause, Group
from guildmark.communities.trait_values import option_names

#: Traits whose sentence reads better than "<name> is <value>".
_VERBS: Mapping[str, str] = {
    "native_language": "speaks {} as a first language",
    "other_languages": "also reads {}",
    "fluent_languages": "speaks {} fluently",
    "basic_languages": "knows some {}",
    "city": "lives in {}",
    "time_zone": "is in the time zone of {}",
    "brand_affinity": "knows or owns something of {}",
    "pets": "has a pet: {}",
    "country": "lives in {}",
    "region": "lives in {}",
    "age_band": "is {} years old",
    "expertise": "knows about {}",
    "product_affinity": "knows or owns {}",
    "device": "works on {}",
    "availability": "has time for {} a week",
}
_NEGATED: Mapping[str, str] = {
    "native_language": "does not speak {} as a first language",
    "other_languages": "does not read {}",
    "fluent_languages": "does not speak {} fluently",
    "basic_languages": "does not know some {}",
    "city": "does not live in {}",
    "time_zone": "is in another time zone than {}",
    "brand_affinity": "knows or owns nothing of {}",
    "pets": "has no pet: {}",
    "country": "does not live in {}",
    "region": "does not live in {}",
    "age_band": "is not {} years old",
    "expertise": "does not work in {}",
    "product_affinity": "does not own {}",
    "device": "does not work on {}",
    "availability": "has another time than {} a week",
}
_SIGNS: Mapping[str, str] = {
    "<": "under",
    "<=": "at most",
    ">": "over",
    ">=": "at least",
}
_NEGATIONS = frozenset({"!=", "not_in", "contains_none"})


def group_sentence(group: Group) -> str:
    """The clauses of a group, of which one is enough."""
    return ", or ".join(clause_sentence(clause) for clause in group)


def clause_sentence(clause: Clause) -> str:
    """What one clause asks of a person."""
    name = clause.trait.name
    if clause.operator == "exists":
        return f"has answered “{clause.trait.question}”"
    if clause.operator == "missing":
        return f"has not answered “{clause.trait.question}”"
    values = _values(clause)
    if clause.operator in _SIGNS:
        return f"{name}: {_SIGNS[clause.operator]} {values}"
    if clause.operator in _NEGATIONS:
        return _NEGATED.get(clause.trait.key, f"{name}: not {{}}").format(values)
    return _VERBS.get(clause.trait.key, f"{name}: {{}}").format(values)


def _values(clause: Clause) -> str:
    names = option_names(clause.trait)
    listed = clause.value if isinstance(clause.value, list) else [clause.value]
    words = [_word(one, names) for one in listed]
    joint = " and " if clause.operator == "contains_all" else " or "
    return joint.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _word(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return names.get(str(value), str(value))
