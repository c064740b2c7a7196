"""Criteria in plain words, in the reader's language: "lives in Portugal or Spain"."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from guildmark.communities.criteria import VERIFIED, Clause, Group, things_asked
from guildmark.communities.looked_up import LOOKED_UP
from guildmark.communities.trait_words import options_in_words, spoken

#: Traits whose sentence reads better than "<name> is <value>".
_VERBS: Mapping[str, str] = {
    "member_of": "is a member of {}",
    "qualified_for": "holds the qualification of {}",
    "was_qualified_for": "holds or has held the qualification of {}",
    "native_language": "speaks {} as a first language",
    "other_languages": "also reads {}",
    "fluent_languages": "speaks {} fluently (C1 or better)",
    "good_languages": "speaks {} well (B2)",
    "basic_languages": "knows the basics of {} (up to B1)",
    "city": "lives in {}",
    "time_zone": "is in the time zone of {}",
    "brand_affinity": "knows or owns something of {}",
    "pets": "has a pet: {}",
    "country": "lives in {}",
    "region": "lives in {}",
    "age_band": "is {} years old",
    "expertise": "knows about {}",
    "product_affinity": "knows or owns {}",
    "owned_products": "owns or knows well: {}",
    "device": "works on {}",
    "availability": "has time for {} a week",
}
_NEGATED: Mapping[str, str] = {
    "member_of": "is not a member of {}",
    "qualified_for": "does not hold the qualification of {}",
    "was_qualified_for": "has never held the qualification of {}",
    "native_language": "does not speak {} as a first language",
    "other_languages": "does not read {}",
    "fluent_languages": "does not speak {} fluently (C1 or better)",
    "good_languages": "does not speak {} at the level B2",
    "basic_languages": "is no beginner in {} (up to B1)",
    "city": "does not live in {}",
    "time_zone": "is in another time zone than {}",
    "brand_affinity": "knows or owns nothing of {}",
    "pets": "has no pet: {}",
    "country": "does not live in {}",
    "region": "does not live in {}",
    "age_band": "is not {} years old",
    "expertise": "does not work in {}",
    "product_affinity": "does not own {}",
    "owned_products": "neither owns nor knows well: {}",
    "device": "does not work on {}",
    "availability": "has another time than {} a week",
}
_ANSWERED: Mapping[str, str] = {
    "exists": "has answered “{question}”",
    "missing": "has not answered “{question}”",
}
_SIGNS: Mapping[str, str] = {
    "<": "under",
    "<=": "at most",
    ">": "over",
    ">=": "at least",
}
#: By fact that is looked up and id, things of which the reader may not know.
Hidden = Collection[tuple[str, int]]
_HAS = "has {name}: {}"
_NOT = "has not {name}: {}"
_NEGATIONS = frozenset({"!=", "not_in", "contains_none"})


def group_sentence(group: Group, *, hidden: Hidden = ()) -> str:
    """The clauses of a group, of which one is enough; `hidden` as in `clause_sentence`."""
    return _(", or ").join(clause_sentence(clause, hidden=hidden) for clause in group)


def clause_sentence(clause: Clause, *, hidden: Hidden = ()) -> str:
    """What one clause asks of a person, without the names of what is `hidden`."""
    said = _said(clause, hidden)
    if clause.source != VERIFIED:
        return said
    return _("{clause} (verified by the organisation)").format(clause=said)


def _said(clause: Clause, hidden: Hidden) -> str:
    trait = clause.trait
    if clause.operator in _ANSWERED:
        return _(_ANSWERED[clause.operator]).format(question=spoken(trait, trait.question))
    name, values = spoken(trait, trait.name), _values(clause, hidden)
    if clause.operator in _SIGNS:
        sign = _(_SIGNS[clause.operator])
        return _(_HAS).format(f"{sign} {values}", name=name)
    if clause.operator in _NEGATIONS:
        negated = _NEGATED.get(trait.key, _NOT)
        return _(negated).format(values, name=name)
    return _(_VERBS.get(trait.key, _HAS)).format(values, name=name)


def _values(clause: Clause, hidden: Hidden) -> str:
    key = clause.trait.key
    things = [pk for pk in things_asked(clause) if (key, pk) in hidden]
    nameless = {str(pk): _(LOOKED_UP[key].not_shown) for pk in things}
    listed = clause.value if isinstance(clause.value, list) else [clause.value]
    names = {**options_in_words(clause.trait, keys=set(map(str, listed))), **nameless}
    words = list(dict.fromkeys(_word(one, names) for one in listed))
    joint = _(" and ") if clause.operator == "contains_all" else _(" or ")
    return joint.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _word(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return names.get(str(value), str(value))
