"""ZIP archives of strangers: read member by member, refused with a reason, written nowhere."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guildmark.datasets.intake.archive import extract_member, list_members
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.limits import MEGABYTE, Limits
from guildmark.datasets.intake.names import is_label_name
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.walking import wanted
from tests.factories import pictures

LIMITS = Limits()


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as made:
        yield made


def _member(decoder: Decoder, content: bytes, index: int = 0) -> bytes:
    spooled = decoder.spool([content], name="upload")
    return decoder.member(spooled, index, most_bytes=100 * MEGABYTE).path.read_bytes()


def _refusal(decoder: Decoder, content: bytes, index: int = 0) -> str:
    with pytest.raises(FileRefused) as caught:
        _member(decoder, content, index)
    return caught.value.code


def test_members_are_listed_without_folders_and_litter(decoder: Decoder) -> None:
    content = pictures.archive(
        [
            ("cats/", b""),
            ("cats/one.jpg", pictures.jpeg(1)),
            ("__MACOSX/cats/._one.jpg", b"fork"),
            ("cats/.DS_Store", b"store"),
            ("Thumbs.db", b"thumbs"),
            ("zwei ü.png", pictures.png(2)),
        ]
    )

    members = decoder.members(decoder.spool([content], name="upload"))

    assert [(member.index, member.name) for member in members] == [
        (1, "cats/one.jpg"),
        (5, "zwei ü.png"),
    ]


def test_a_member_comes_out_as_it_went_in(decoder: Decoder) -> None:
    content = pictures.archive([("a.jpg", pictures.jpeg(3))], packed=True)

    assert _member(decoder, content) == pictures.jpeg(3)


@pytest.mark.parametrize(
    "name",
    ["../../evil.jpg", "/etc/evil.jpg", "a/../../evil.jpg", "..\\evil.jpg", "C:\\evil.jpg", ".."],
)
def test_a_name_that_leads_outside_is_refused(decoder: Decoder, name: str) -> None:
    content = pictures.archive([(name, pictures.jpeg())])

    assert _refusal(decoder, content) == "member_unsafe_name"


def test_links_long_names_and_passwords_are_refused(decoder: Decoder) -> None:
    locked = bytearray(pictures.archive([("a.jpg", pictures.jpeg())]))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    cases = {
        "member_link": pictures.archive_with_link(),
        "member_long_name": pictures.archive([("x" * 300 + ".jpg", pictures.jpeg())]),
        "member_encrypted": bytes(locked),
    }

    assert {code: _refusal(decoder, content) for code, content in cases.items()} == {
        code: code for code in cases
    }


def test_an_archive_that_grows_a_thousandfold_is_refused_before_it_is_read(
    decoder: Decoder,
) -> None:
    content = pictures.dense_archive(20)
    assert len(content) < 30_000

    with pytest.raises(FileRefused) as caught:
        decoder.members(decoder.spool([content], name="upload"))

    assert caught.value.code == "archive_too_dense"


def test_an_archive_that_claims_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "archive"
    path.write_bytes(pictures.archive([(f"{n}.png", bytes(5_000)) for n in range(10)]))

    with zipfile.ZipFile(path) as opened, pytest.raises(FileRefused) as caught:
        list_members(opened, limits=replace(LIMITS, archive_bytes=40_000))

    assert caught.value.code == "archive_too_large"


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive"
    path.write_bytes(pictures.archive([(f"{n}.png", b"x") for n in range(11)]))

    with zipfile.ZipFile(path) as opened, pytest.raises(FileRefused) as caught:
        list_members(opened, limits=replace(LIMITS, members=10))

    assert caught.value.code == "archive_too_many"


def test_real_bytes_are_counted_while_inflating(tmp_path: Path) -> None:
    path, target = tmp_path / "archive", tmp_path / "out"
    path.write_bytes(pictures.dense_archive(20))

    with zipfile.ZipFile(path) as opened:
        with pytest.raises(FileRefused) as dense:
            extract_member(opened, 0, target=target, most_bytes=100 * MEGABYTE, limits=LIMITS)
        written = target.stat().st_size
        with pytest.raises(FileRefused) as large:
            extract_member(opened, 0, target=target, most_bytes=1000, limits=LIMITS)

    assert dense.value.code == "archive_too_dense"
    assert written <= 2 * MEGABYTE
    assert large.value.code == "archive_too_large"


def test_a_list_that_claims_less_than_comes_out_gets_its_member_refused(decoder: Decoder) -> None:
    content = pictures.lying_archive(pictures.jpeg(), claimed=10)

    assert _refusal(decoder, content) == "damaged_member"


def test_a_list_that_claims_more_than_comes_out_hands_over_what_comes_out(
    decoder: Decoder,
) -> None:
    content = pictures.lying_archive(pictures.jpeg(), claimed=10_000)

    assert _member(decoder, content) == pictures.jpeg()


@pytest.mark.parametrize("cut", [30, 200])
def test_a_truncated_archive_is_refused(decoder: Decoder, cut: int) -> None:
    content = pictures.archive([("a.jpg", pictures.jpeg())])[:-cut]

    with pytest.raises(FileRefused) as caught:
        decoder.members(decoder.spool([content], name="upload"))

    assert caught.value.code == "damaged_archive"


def test_a_sign_of_life_is_given_between_the_members_that_are_wanted(decoder: Decoder) -> None:
    files = [(f"a\\{number}.txt", b"0 1") for number in range(101)]
    archive = decoder.spool(
        [pictures.archive([("first.jpg", b"none"), *files, ("last.jpg", b"none")])], name="archive"
    )
    happened: list[str] = []

    for member, path in wanted(decoder, archive, is_label_name, lambda: happened.append("alive")):
        assert decoder.member(archive, member.index, most_bytes=MEGABYTE).byte_count == 3
        happened.append(path)

    read = [f"a/{number}.txt" for number in range(101)]
    assert happened == ["alive", *read[:50], "alive", *read[50:100], "alive", *read[100:]]
