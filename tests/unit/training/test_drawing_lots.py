"""Which questions a sitting gets: as composed, new ones first."""

from random import Random

from guildmark.training.drawing_lots import Lot, Part, draw, shortages

BANK = [
    *(Lot(number, 1, True, "easy", {"roof": 1}) for number in range(6)),
    *(Lot(number, 2, True, "hard", {"roof": 1, "tree": 1}) for number in range(6, 10)),
    Lot(10, 1, False, "middle"),
]


def test_a_quiz_holds_what_its_composition_asks_for() -> None:
    parts = [Part(3, label_key="tree"), Part(2, difficulty="easy")]

    for seed in range(20):
        drawn = draw(BANK, seen_ids=(), wanted_decisions=9, chance=Random(seed), parts=parts)
        assert drawn is not None
        assert sum(lot.labels.get("tree", 0) for lot in drawn) >= 3
        assert sum(lot.decision_count for lot in drawn if lot.difficulty == "easy") >= 2
        assert sum(lot.decision_count for lot in drawn) >= 9
        assert len({lot.question_id for lot in drawn}) == len(drawn)


def test_a_part_the_bank_cannot_give_opens_no_quiz_and_is_named() -> None:
    part = Part(5, label_key="tree")

    drawn = draw(BANK, seen_ids=(), wanted_decisions=2, chance=Random(1), parts=[part])

    assert drawn is None
    assert shortages(BANK, [part, Part(3, difficulty="hard")]) == [(part, 1)]


def test_what_was_seen_comes_last_within_a_part_too() -> None:
    seen = {6, 7}

    drawn = draw(
        BANK, seen_ids=seen, wanted_decisions=1, chance=Random(3), parts=[Part(2, label_key="tree")]
    )

    assert drawn is not None
    assert not seen & {lot.question_id for lot in drawn}


def test_what_is_older_than_the_schema_comes_behind_what_is_new_and_before_what_was_seen() -> None:
    bank = [Lot(number, 1, True, is_older=number >= 4) for number in range(8)]

    first, further = (
        draw(bank, seen_ids=seen, wanted_decisions=count, chance=Random(5))
        for seen, count in (((), 4), ({0, 1, 2}, 5))
    )

    assert first is not None
    assert further is not None
    assert {lot.question_id for lot in first} == {0, 1, 2, 3}
    assert {lot.question_id for lot in further} == {3, 4, 5, 6, 7}
