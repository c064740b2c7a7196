"""In which order the pictures of the demonstration come into their dataset."""

from guildmark.demo.seed.places import places


def test_pictures_of_the_quiz_stay_and_all_others_are_mixed() -> None:
    found = places(kept=3, total=40)

    assert found[:3] == [0, 1, 2]
    assert sorted(found) == list(range(40))
    assert found == places(kept=3, total=40)


def test_gold_does_not_stand_together() -> None:
    """Ids and names go up with the place: a run of gold would give every one of them away."""
    quiz_count, gold_count = 14, 12

    found = places(kept=quiz_count, total=90)

    gold = sorted(found.index(quiz_count + n) for n in range(gold_count))
    assert gold[-1] - gold[0] > 40
