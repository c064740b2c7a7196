"""Tables of labels, and a folder for each class."""

import csv
import io

import pytest

from concord.formats.predictions import tables
from concord.formats.predictions.tables import read_table
from concord.formats.reading import ReadImage, read_folders


def table(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def test_a_class_for_each_picture_with_a_models_score() -> None:
    read = read_table(table("\ufeffImage,Class,Score", "a/b.jpg,dog,0.75", "c.jpg,cat,", "d.jpg,,"))

    assert [(one.file_name, one.classes, one.class_confidences) for one in read.images] == [
        ("a/b.jpg", ("dog",), {"dog": 0.75}),
        ("c.jpg", ("cat",), {}),
        ("d.jpg", (), {}),
    ]
    assert read.refusals == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_of_answers_by_the_keys_of_questions(delimiter: str) -> None:
    rows = ["file_name,answer_state,answer_state_confidence,answer_n", "a.jpg,worn,0.5,3"]

    read = read_table(table(*(one.replace(",", delimiter) for one in rows)))

    assert read.images == (
        ReadImage(
            "a.jpg", None, None, answers={"state": "worn", "n": "3"},
            answer_confidences={"state": 0.5},
        ),
    )  # fmt: skip


def test_a_row_for_each_question_as_an_evaluation_takes_them() -> None:
    read = read_table(
        table("file_name,question,answer,score", "a.jpg,state,worn,0.5", "a.jpg,n,3,", "a.jpg,n,4,")
    )

    (image,) = read.images
    assert (image.answers, image.answer_confidences) == (
        {"state": "worn", "n": "3"}, {"state": 0.5},
    )  # fmt: skip
    assert [(one.code, one.line, one.image) for one in read.refusals] == [
        ("second_answer", 4, "a.jpg")
    ]


def test_shapes_of_our_own_tables_with_their_geometry_and_attributes() -> None:
    out = io.StringIO(newline="")
    ring = '{"points":[[1,1],[5,1],[5,5]],"holes":[]}'
    names = ["file_name", "width_px", "height_px", "kind", "label", "x", "y", "width", "height"]
    csv.writer(out).writerows(
        [
            [*names, "geometry", "confidence", "attribute_Worn"],
            ["a.jpg", "10", "10", "box", "coin", "1.5", "2.0", "3.0", "4.0", "", "0.9", "true"],
            ["a.jpg", "10", "10", "polygon", "coin", "1", "1", "4", "4", ring, "", ""],
            ["a.jpg", "10", "10", "box", "coin", "8.0", "2.0", "3.0", "4.0", "", "", ""],
            ["'=b.jpg", "10", "10", *[""] * 9],
        ]
    )

    read = read_table(out.getvalue().encode())

    first, second = read.images
    assert [(one.kind, one.label, one.attributes, one.confidence) for one in first.shapes] == [
        ("box", "coin", {"Worn": "true"}, 0.9),
        ("polygon", "coin", {}, None),
    ]
    assert first.shapes[0].geometry == {"x": 1.5, "y": 2.0, "width": 3.0, "height": 4.0}
    assert first.shapes[1].geometry == {"points": [[1, 1], [5, 1], [5, 5]], "holes": []}
    assert (second.file_name, second.shapes) == ("=b.jpg", ())
    assert [(one.code, one.line, one.image) for one in read.refusals] == [
        ("outside_picture", 4, "a.jpg")
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((), "other_format"),
        (("name,class", "a.jpg,dog"), "other_format"),
        (("file_name,width_px", "a.jpg,3"), "other_format"),
        (("file_name,class", ",dog"), "unknown_image"),
        (("file_name,class,score", "a.jpg,dog,7"), "wrong_score"),
        (("file_name,class,width_px", "a.jpg,dog,-3"), "wrong_type"),
        (("file_name,class,width_px", f"a.jpg,dog,{'9' * 5000}"), "wrong_type"),
        (("file_name,kind,label", "a.jpg,box,coin"), "wrong_type"),
        (("file_name,kind,label,x,y,width,height", "a,box,c,nan,0,1,1"), "wrong_type"),
        (("file_name,kind,label,geometry", "a.jpg,box,coin,[1]"), "wrong_type"),
        (("file_name,kind,label,geometry", "a.jpg,box,coin,{"), "wrong_type"),
        (("file_name,kind,geometry", "a.jpg,box,{}"), "unknown_class"),
        (("file_name,kind,label", "a.jpg,blob,coin"), "unknown_kind"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(rows: tuple[str, ...], code: str) -> None:
    read = read_table(table(*rows))

    assert [one.code for one in read.refusals] == [code]
    assert not any(one.shapes or one.classes for one in read.images if code != "wrong_score")


def test_a_row_without_a_picture_says_which_column_is_empty() -> None:
    (refusal,) = read_table(table("Path,class", ",dog")).refusals

    assert (refusal.message, refusal.line) == ("The cell of the column path is empty.", 2)


def test_line_ends_of_old_macs_are_refused_in_words() -> None:
    read = read_table(b"file_name,class\ra.jpg,dog\rb.jpg,cat\r")

    assert [(one.code, one.line) for one in read.refusals] == [("not_readable", 1)]
    assert read.images == ()


def test_a_table_of_too_many_pictures_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_PICTURES", 2)
    rows = ["file_name,class", "a.jpg,dog", "b.jpg,cat", "a.jpg,dog", "c.jpg,cat", "d.jpg,cat"]

    read = read_table(table(*rows))

    assert [one.file_name for one in read.images] == ["a.jpg", "b.jpg"]
    assert [(one.code, one.message) for one in read.refusals] == [
        ("too_many", "A table may name 2 pictures.")
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    read = read_table(b"file_name,class\r\na.jpg,\xff\xfe")

    assert ([one.code for one in read.refusals], read.images) == (["not_readable"], ())


def test_the_folder_of_a_picture_is_its_class_whatever_lies_above_it() -> None:
    read = read_folders({"train/50%25/a.jpg": "1", "cat/b.jpg": "2", "c.jpg": "3"})

    assert [(one.file_name, one.classes, one.is_unread) for one in read.images] == [
        ("c.jpg", (), True),
        ("cat/b.jpg", ("cat",), False),
        ("train/50%25/a.jpg", ("50%",), False),
    ]
    assert [(one.code, one.file) for one in read.refusals] == [("unknown_class", "c.jpg")]


def test_a_name_in_several_folders_says_nothing_without_the_bytes() -> None:
    read = read_folders({"cat/1.jpg": "ours", "dog/1.jpg": "other"}, is_known="ours".__eq__)

    assert [(one.file_name, one.classes) for one in read.images if not one.is_unread] == [
        ("cat/1.jpg", ("cat",))
    ]
    assert [(one.code, one.file) for one in read.refusals] == [("unknown_image", "dog/1.jpg")]


def test_other_lists_keep_their_own_bound_of_a_cell() -> None:
    before = csv.field_size_limit()
    wide = "x" * (before + 1)

    read = read_table(table("image,class", f"a.jpg,{wide}"))

    assert [one.file_name for one in read.images] == ["a.jpg"]
    assert csv.field_size_limit() == before
