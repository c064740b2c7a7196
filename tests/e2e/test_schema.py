"""A manager writes what is drawn, tries it on a picture of their own, and somebody meets it."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD, WORK, write_names
from tests.e2e.pictures import Card, Picture
from tests.e2e.site import lay_ground, open_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

OWN = FilePayload(name="mine.jpg", mimeType="image/jpeg", buffer=WORK[0].content)
CARD_KEY, TICKET, HAND = "s", "2", "3"
CARD, TICKET_BOX = Card("Card", 40, 40, 120, 80), Card("Ticket", 320, 60, 140, 90)
PALM, THUMB = (120.0, 320.0), (200.0, 260.0)


def test_a_schema_is_written_tried_out_saved_and_met_by_an_annotator(enter: Enter) -> None:
    """Kinds, a letter for a label, a limit, a condition, a skeleton: all of it in the browser."""
    manager, worker = enter(), enter()
    office = Machine(manager.page.request)
    office.sign_up(f"schemas-{MARK}@example.org", PASSWORD)
    ground = lay_ground(office, f"Schema works {MARK}")
    manager.go(f"/p/{ground.project_id}/schema")
    manager.sees("Nothing is saved yet.")

    _write(manager)
    manager.look("schema-written")
    _try_out(manager)
    manager.press("Save as version 1")
    manager.sees("Version 1 is in force.")
    manager.page.reload()
    kept = manager.by("combobox", "Key of Card").input_value()
    written = office.ask("GET", ground.path)["schema_version"]["definition"]
    palm, thumb = (point["at"] for point in written["labels"][2]["skeleton"]["points"])
    _call_an_option_otherwise(manager)
    site = open_site(office, ground)
    desk = Machine(worker.page.request)
    desk.sign_up(f"meets-{MARK}@example.org", PASSWORD)
    desk.qualify(site.project_id, site.known)
    said = _work(worker, site.project_id)

    card, ticket, hand = said["document"]["shapes"]
    assert kept == "S"
    assert palm == [0.5, 0.08]
    assert thumb == pytest.approx([0.5 + 60 / 226 + 0.02, 0.92 - 60 / 226], abs=0.02)
    assert (card["label"], card["kind"], card["attributes"]) == ("card", "box", {})
    assert ticket["attributes"] == {"side": "front", "damaged": True, "how": "torn"}
    assert hand["kind"] == "keypoints"
    assert [*hand["geometry"]["points"]] == ["palm", "thumb"]
    assert [who.faults for who in (manager, worker)] == [[], []]


def _write(manager: Visitor) -> None:
    """Three labels, each with something of its own."""
    _add_label(manager, 1, "Card")
    manager.choose("Key of Card", "S")
    _add_label(manager, 2, "Ticket")
    manager.by("combobox", "Key of Ticket").click()
    expect(manager.by("option", "S · Card")).to_be_visible()  # named, and not to be had
    manager.page.keyboard.press("Escape")
    manager.press("Details of Ticket")
    manager.page.get_by_label("At most", exact=True).fill("3")
    attributes = manager.page.get_by_role("group", name="Attributes of Ticket")
    _add_attribute(attributes, 0, "Side", ["Front", "Back"])
    _add_attribute(attributes, 1, "Damaged")
    attributes.get_by_role("combobox", name="Answer", exact=True).nth(1).click()
    manager.press("Yes or no", role="option")
    attributes.get_by_label("Must be answered").nth(1).uncheck()
    _add_attribute(attributes, 2, "How", ["Torn", "Stained"])
    attributes.get_by_role("combobox", name="Asked", exact=True).last.click()
    manager.press("When Damaged is yes", role="option")
    _add_label(manager, 3, "Hand")
    manager.choose("How Hand is drawn", "Keypoints")
    skeleton = manager.page.get_by_role("group", name="Skeleton of Hand")
    write_names(skeleton, "point", "Hand", ["Palm", "Thumb"])
    skeleton.get_by_role("button", name="Join two points").click()
    _put_at_the_side(manager, skeleton.get_by_role("button", name="place of Thumb"))


def _put_at_the_side(manager: Visitor, point: Locator) -> None:
    """Dragged half the figure to the right, and a step on by its key."""
    point.scroll_into_view_if_needed()
    at = point.bounding_box()
    assert at is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    manager.page.mouse.move(x, y)
    manager.page.mouse.down()
    manager.page.mouse.move(x + 60, y - 60, steps=4)
    manager.page.mouse.up()
    point.press("ArrowRight")


def _add_label(manager: Visitor, number: int, name: str) -> None:
    manager.press("Add a label")
    manager.page.get_by_label(f"Name of label {number}", exact=True).fill(name)


def _add_attribute(attributes: Locator, place: int, name: str, options: Sequence[str] = ()) -> None:
    attributes.get_by_role("button", name="Add an attribute").click()
    attributes.get_by_label("Attribute", exact=True).nth(place).fill(name)
    if options:
        write_names(attributes, "option", name, options)


def _try_out(manager: Visitor) -> None:
    """On a file of this device, which nobody is sent; Check says what is missing."""
    sent: list[str] = []
    manager.page.on("request", lambda one: sent.append(one.method))
    manager.page.locator("input[type=file]").set_input_files(OWN)
    stage = Stage(manager.page)
    stage.wait("Picture mine.jpg")
    _draw_all(manager, stage)
    manager.press("Check")
    manager.sees("Ticket: answer “How”")
    manager.look_here("schema-trying")
    stage.answer("How", "Torn")
    manager.press("Check")
    manager.sees("Nothing is missing: an annotator could submit this.")
    manager.look_here("schema-tried")
    manager.press("Close")
    _go_on_beside(manager, stage)
    assert [method for method in sent if method != "GET"] == []


def _call_an_option_otherwise(manager: Visitor) -> None:
    """The page says what old answers will say, and asks where a name passes to another option."""
    manager.sees("at most 3 · 3 attributes")
    manager.press("Details of Ticket")
    rows = manager.page.get_by_role("group", name="Options of Side")
    first, second = rows.get_by_label("Option 1"), rows.get_by_label("Option 2")
    save = manager.by("button", "Save as version 2")
    first.fill("Obverse")
    manager.sees("Ticket · Side: “Front” becomes “Obverse”.")
    expect(save).to_be_enabled()
    second.fill("Front")
    expect(save).to_be_disabled()
    manager.look_here("schema-renamed")
    first.fill("Front")
    second.fill("Back")
    expect(save).to_be_enabled()


def _go_on_beside(manager: Visitor, stage: Stage) -> None:
    """With the same picture and what is drawn on it; the try follows what is written beside it."""
    before = manager.page.viewport_size
    manager.page.set_viewport_size({"width": 1600, "height": 900})
    manager.press("Go on with mine.jpg")
    stage.wait("Picture mine.jpg")
    kept = stage.shapes()
    manager.page.get_by_label("Name of label 1", exact=True).fill("Playing card")
    renamed = '() => window.__guildmark?.document().shapes[0]?.label === "playing_card"'
    manager.page.wait_for_function(renamed)
    manager.look_here("schema-beside")
    manager.page.get_by_label("Name of label 1", exact=True).fill("Card")
    manager.press("Close")
    assert before is not None
    manager.page.set_viewport_size(before)

    assert [shape["label"] for shape in kept] == ["card", "ticket", "hand"]


def _draw_all(visitor: Visitor, stage: Stage) -> None:
    """One shape of each label, each label by its key; the last answer is left open."""
    keys = visitor.page.keyboard
    keys.press(CARD_KEY)
    _drag(stage, CARD)
    keys.press("Escape")
    keys.press(TICKET)
    _drag(stage, TICKET_BOX)
    stage.answer("Side", "Front")
    assert visitor.by("radiogroup", "How").count() == 0
    stage.answer("Damaged", "Yes")
    keys.press("Escape")
    keys.press(HAND)
    stage.click(PALM, THUMB)
    visitor.page.wait_for_function("() => window.__guildmark.document().shapes.length === 3")


def _drag(stage: Stage, card: Card) -> None:
    stage.drag((card.x, card.y), (card.x + card.width, card.y + card.height))


def _work(worker: Visitor, project_id: int) -> Any:
    """The first task; what is sent. Any: it is JSON."""
    picture: Picture | None = annotating.claim_by(worker, lambda: worker.go(f"/work/{project_id}"))
    assert picture is not None
    stage = Stage(worker.page)
    _draw_all(worker, stage)
    worker.by("button", "Submit").first.click()
    stage.answer("How", "Torn")
    worker.look_here("workspace-own-schema")
    with worker.page.expect_request(re.compile("/submit$")) as sent:
        worker.page.keyboard.press("Control+Enter")
    response = sent.value.response()
    assert response is not None
    assert response.ok
    return sent.value.post_data_json
