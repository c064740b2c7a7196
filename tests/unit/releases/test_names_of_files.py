"""Names of files and folders of an export are no longer than file systems take."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from concord.formats.places import MOST_NAME_BYTES, folder_name
from guildmark.releases.content import path_of
from guildmark.releases.queries import FrozenTruth
from guildmark.releases.truths import truths_of_release

#: What formats put behind the stem of a picture: the longest is Cityscapes'.
LONGEST_END = "_gtFine_instanceIds.png"


@pytest.mark.parametrize("character", ["a", "é", "漢", "🪙", "👩\u200d🚀"])
def test_a_picture_has_a_name_that_file_systems_take(character: str) -> None:
    path = path_of(7, f"{character * 120}.jpg", rendition="x.jpg", original_format="")

    name = path.removeprefix("images/")
    stem = name.removesuffix(".jpg")
    assert len(name.encode()) <= MOST_NAME_BYTES
    assert len((stem + LONGEST_END).encode()) <= MOST_NAME_BYTES
    assert (character * 120).startswith(stem.removeprefix("000007_"))


@pytest.mark.parametrize(("character", "is_cut"), [("é", False), ("漢", True), ("🪙", True)])
def test_predictions_may_call_a_picture_as_an_older_export_did(
    character: str, is_cut: bool
) -> None:
    name = f"{character * 120}.jpg"
    frozen = FrozenTruth(1, 7, "", name, 1, 1, "x.jpg", "JPEG", "", {}, {}, [], [])
    path = path_of(7, name, rendition="x.jpg", original_format="")
    old = f"000007_{character * 80}.jpg"

    (truth,) = truths_of_release([frozen])

    before = (f"images/{old}", old) if is_cut else ()
    assert truth.names == (path, path.removeprefix("images/"), name, name, *before)


@pytest.mark.parametrize("character", ["a", "漢", "🪙", "/"])
def test_a_class_with_a_long_name_has_a_folder_of_its_own(character: str) -> None:
    names = [character * 300, character * 299, f"{character * 300}b"]

    folders = [folder_name(name) for name in names]

    assert len(set(folders)) == 3
    assert all(len(folder.encode()) <= MOST_NAME_BYTES for folder in folders)
    for name, folder in zip(names, folders, strict=True):
        assert name.startswith(unquote(folder.rpartition("~")[0], errors="strict"))


def test_a_class_whose_name_just_fits_keeps_it() -> None:
    assert folder_name("a" * 255) == "a" * 255
    assert folder_name("a/b") == "a%2Fb"
