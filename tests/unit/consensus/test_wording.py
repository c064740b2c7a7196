"""How a label was made, in words."""

from django.utils.translation import override

from guildmark.consensus.wording import method_in_words


def test_a_model_that_counts_copies_once_is_told_in_words_and_in_the_readers_language() -> None:
    kept = "shapes fused, labels by hierarchical-once/pooled-coin; answers by majority"

    with override("en"):
        said = method_in_words(kept)
    with override("es"):
        dicho = method_in_words(kept)

    copies = "hierarchical, copies counted once"
    assert (
        said
        == f"shapes fused, labels by {copies} / one coin, held to the crowd; answers by majority"
    )
    assert "con las copias contadas una vez" in dicho
    assert "once" not in dicho
    assert method_in_words("something-new") == "something-new"
