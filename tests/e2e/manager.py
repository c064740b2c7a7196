"""What a manager does in the browser, from an empty page to a batch that is open."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from playwright.sync_api import FilePayload, Locator, expect

from tests.e2e.pictures import HEIGHT, WIDTH, Picture, picture_of, zip_of
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor, seen

PASSWORD = "seven quiet herons"
GUIDELINE = """# Cards on a table

Draw a box around **every** card, tight on its edge.

- Red ones are cards.
- Blue ones are tickets: say which side is up.
"""
RIGHT, WRONG = "Tight on the edge", "Half of the card is left out"
ADD = "Add to the guideline"
QUIZ = tuple(picture_of(f"quiz-{n}.png", seed=10 + n) for n in range(4))
EXAMPLE = picture_of("example.jpg", seed=30)
GOLD = picture_of("gold.png", seed=31)
WORK = tuple(picture_of(f"table-{n}.jpg", seed=50 + n, card_count=2) for n in range(5))
# Several, so that one comes before the tasks end, whatever the queue's order.
BARE = tuple(picture_of(f"bare-{n}.jpg", seed=70 + n, card_count=0) for n in range(4))
PICTURES = {one.name: one for one in (*QUIZ, EXAMPLE, GOLD, *WORK, *BARE)}
DECISIONS = sum(len(picture.cards) for picture in QUIZ)


@dataclass
class Made:
    """What the manager made, by its number in addresses."""

    organisation_id: int
    project_id: int
    community: str
    project: str
    api_key: str = ""


def number_in(pattern: str, url: str) -> int:
    """The number in an address."""
    found = re.search(pattern, url)
    assert found is not None, url
    return int(found.group(1))


def found_organisation(manager: Visitor, name: str) -> int:
    """From the account's menu to an organisation of one's own."""
    manager.by("button", ", account of ").click()
    manager.press("A new organisation", role="link")
    manager.sees("You become its owner.")
    manager.look_here("organisation-new")
    manager.fill("Name", name)
    manager.press("Create the organisation")
    manager.sees("No projects yet")
    manager.look_here("organisation-projects-empty")
    return number_in(r"/o/(\d+)", manager.page.url)


def make_community(manager: Visitor, organisation_id: int, name: str) -> None:
    """A community for people who live in Portugal."""
    manager.go(f"/o/{organisation_id}/communities")
    manager.sees("No communities yet")
    manager.press("New community")
    manager.fill("Name of the community", name)
    manager.fill("Description, for annotators", "People who know Portuguese cards.")
    manager.choose("Joining", "Open: everybody who meets the criteria joins by themselves")
    manager.look_here("community-new")
    manager.press("Create")
    manager.press("Change criteria")
    take = manager.page.get_by_role("group", name="Who may work")
    take.get_by_role("button", name="Add a clause").click()
    manager.choose("Fact", "Country")
    manager.page.get_by_role("combobox", name="Value").click()
    manager.press("Portugal", role="option")
    manager.page.keyboard.press("Escape")
    expect(manager.page.get_by_role("complementary", name="Audience")).to_contain_text(
        "of everybody with an account"
    )
    manager.look("community-criteria")
    manager.press("Save as version 1")
    manager.sees("Country is one of Portugal")
    manager.look("communities")


def make_project(manager: Visitor, organisation_id: int, name: str) -> int:
    """A project with a name and nothing else."""
    manager.go(f"/o/{organisation_id}")
    manager.press("New project")
    manager.fill("Name of the project", name)
    manager.press("Create")
    manager.page.wait_for_url("**/p/*/overview")
    manager.sees("A label schema")
    manager.look_here("overview-empty")
    return number_in(r"/p/(\d+)/", manager.page.url)


def write_schema(manager: Visitor, project_id: int) -> None:
    """Two labels, one of them with an attribute."""
    manager.go(f"/p/{project_id}/schema")
    manager.sees("Nothing is saved yet.")
    manager.press("Add a label")
    manager.page.get_by_label("Name of label 1", exact=True).fill("Card")
    manager.press("Add a label")
    manager.page.get_by_label("Name of label 2", exact=True).fill("Ticket")
    manager.press("Details of Ticket")
    attributes = manager.page.get_by_role("group", name="Attributes of Ticket")
    attributes.get_by_role("button", name="Add an attribute").click()
    attributes.get_by_label("Attribute", exact=True).fill("Side")
    write_names(attributes, "option", "Side", ["Front", "Back"])
    attributes.get_by_label("Must be answered").check()
    manager.press("Save as version 1")
    manager.sees("Version 1 is in force.")
    manager.look("schema")


def write_names(where: Locator, one: str, of: str, names: Sequence[str]) -> None:
    """Options or points, one under the other: Enter goes on to the next."""
    rows = where.get_by_role("group", name=f"{one.capitalize()}s of {of}")
    rows.get_by_role("button", name=re.compile("^Add a")).click()
    for number, name in enumerate(names, start=1):
        row = rows.get_by_label(f"{one.capitalize()} {number}", exact=True)
        expect(row).to_be_focused()
        row.fill(name)
        if number < len(names):
            row.press("Enter")


def upload_items(manager: Visitor, project_id: int) -> None:
    """Loose files and a ZIP; a text file that only calls itself a picture is refused."""
    manager.go(f"/p/{project_id}/items")
    manager.sees("No items yet")
    manager.look_here("items-empty")
    loose: list[Picture] = [EXAMPLE, GOLD, *QUIZ]
    archived = [*WORK, *BARE]
    files = [
        *(FilePayload(name=one.name, mimeType="image/jpeg", buffer=one.content) for one in loose),
        FilePayload(name="more.zip", mimeType="application/zip", buffer=zip_of(archived)),
        FilePayload(name="notes.jpg", mimeType="image/jpeg", buffer=b"Only words, no picture."),
    ]
    manager.page.get_by_label("Add images").set_input_files(files)
    count = len(loose) + len(archived)
    manager.sees(f"{count} images are in")
    refused = manager.page.get_by_role("row", name="notes.jpg")
    expect(refused).to_contain_text(re.compile("picture|image", re.IGNORECASE))
    expect(manager.page.get_by_text("bare-0.jpg")).to_be_visible()
    manager.look("items")


def choose_community(manager: Visitor, project_id: int, community: str) -> None:
    """The settings: community, one sentence for annotators, a price."""
    manager.go(f"/p/{project_id}/settings")
    manager.choose("Community", community)
    manager.fill("Summary", "Box every card on the table.")
    manager.fill("Price of a task, in cents", "12")
    manager.press("Save")
    manager.sees("Saved")
    manager.look("settings")


def draw_on(manager: Visitor, picture: Picture, verb: str) -> None:
    """Pick the picture and draw its right answer in the dialog."""
    manager.press(f"Draw on {picture.name}")
    stage = Stage(manager.page)
    stage.wait()
    stage.draw_all(picture.cards)
    manager.by("button", verb).click()
    expect(manager.page.get_by_role("dialog")).to_have_count(0)


def add_wrong_example(manager: Visitor) -> None:
    """A box over half of a card, said to be wrong."""
    card = next(card for card in EXAMPLE.cards if card.kind == "Card")
    manager.press("Add an example")
    verdict = manager.page.get_by_role("radiogroup", name="It is")
    verdict.get_by_text("Wrong", exact=True).click()
    manager.fill("What it shows, in a few words", WRONG)
    draw_on(manager, replace(EXAMPLE, cards=(replace(card, width=card.width // 2),)), ADD)
    example = manager.page.get_by_text(WRONG).locator("..")
    expect(example.get_by_text("Wrong", exact=True)).to_be_visible()


def write_guideline(manager: Visitor, project_id: int) -> None:
    """A text, a right and a wrong example, then published."""
    manager.go(f"/p/{project_id}/guideline")
    manager.sees("No guideline yet")
    manager.press("Write the guideline")
    manager.fill("Text, in Markdown", GUIDELINE)
    expect(manager.page.get_by_role("heading", name="Cards on a table")).to_be_visible()
    manager.press("Add an example")
    manager.fill("What it shows, in a few words", RIGHT)
    manager.press(f"Draw on {EXAMPLE.name}")
    stage = Stage(manager.page)
    stage.wait()
    stage.draw_all(EXAMPLE.cards)
    manager.look_here("draw-dialog")
    manager.by("button", ADD).click()
    manager.sees(RIGHT)
    add_wrong_example(manager)
    manager.look_here("guideline-draft")
    manager.press("Publish")
    manager.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    manager.sees("is in force.")
    manager.look("guideline")


def make_training(manager: Visitor, project_id: int) -> None:
    """One comprehension question, the quiz bank, the rules."""
    manager.go(f"/p/{project_id}/training")
    manager.fill("Question", "What do you draw?")
    manager.fill("Options, one a line; begin right ones with *", "* Every card\nOnly red cards")
    manager.fill("Why, shown after each try", "Blue ones are tickets, and are drawn too.")
    manager.press("Add a question")
    manager.sees("What do you draw?")
    manager.press("Draw a right answer")
    for picture in QUIZ:
        draw_on(manager, picture, "Add to the quiz")
        expect(manager.page.get_by_role("row", name=picture.name)).to_be_visible()
    manager.sees(f"{DECISIONS} scored decisions in the bank")
    manager.fill("Attempts for a major version", "5")
    manager.press("Save the rules")
    manager.sees("Saved")
    manager.look("training-plan")


def make_gold(manager: Visitor, project_id: int) -> None:
    """One item whose answer is known."""
    manager.go(f"/p/{project_id}/gold")
    manager.sees("No gold yet")
    manager.press("Add gold")
    draw_on(manager, GOLD, "Make it gold")
    expect(manager.page.get_by_role("row", name=GOLD.name)).to_contain_text("Active")
    manager.look("gold")


def open_batch(manager: Visitor, project_id: int) -> None:
    """The project goes live, a batch of all items is opened."""
    manager.go(f"/p/{project_id}/overview")
    manager.press("Activate the project")
    expect(manager.by("button", "Activate the project")).to_have_count(0)
    manager.go(f"/p/{project_id}/batches")
    manager.sees("No batches yet")
    manager.press("Make a batch")
    manager.fill("Name", "Batch 1")
    manager.look_here("batch-new")
    manager.press("Create")
    manager.press("Open the batch")
    manager.sees("Pause")
    manager.look("batches")


def make_key(manager: Visitor, organisation_id: int) -> str:
    """A key for machines; its text is on the screen once."""
    manager.go(f"/o/{organisation_id}/keys")
    manager.fill("What it is for", "Training script")
    manager.press("Create")
    manager.sees("Copy the key now")
    manager.look("keys")
    text = manager.page.get_by_text(re.compile(r"^gm_\w+")).first.inner_text()
    return text.strip()


def confirm_address(manager: Visitor, organisation_id: int, link: str) -> None:
    """Nobody is invited by mail before one's own address is confirmed, and the page says so."""
    manager.go(f"/o/{organisation_id}/people")
    manager.sees("is not confirmed")
    manager.look("staff-unconfirmed")
    manager.go(link.removeprefix(manager.address))
    manager.look("verify-email")
    manager.press("Confirm")
    manager.sees("Your address is confirmed")


def invite(manager: Visitor, organisation_id: int, email: str, role: str) -> None:
    """Offer a role in the organisation by mail."""
    manager.go(f"/o/{organisation_id}/people")
    manager.sees("Invite somebody")
    manager.fill("E-mail address", email)
    manager.choose("Role", role)
    manager.press("Invite")
    manager.sees(f"An invitation is on its way to {email}.")
    manager.look("staff")


def set_role(manager: Visitor, organisation_id: int, email: str, role: str) -> None:
    """Change what somebody on the staff may do; the list says it after a reload, too."""
    manager.go(f"/o/{organisation_id}/people")
    with manager.page.expect_response(re.compile(r"/people/\d+$")) as answered:
        manager.choose(f"Role of {email}", role)
    assert answered.value.ok, answered.value.text()
    manager.go(f"/o/{organisation_id}/people")
    field = manager.by("combobox", f"Role of {email}", exact=True)
    expect(seen(field)).to_have_value(role)


def look_at_consensus(manager: Visitor, project_id: int) -> None:
    """The list, the least certain first, then one item with everybody's boxes."""
    manager.go(f"/p/{project_id}/consensus")
    manager.sees("Lowest confidence")
    manager.look("consensus")
    manager.page.get_by_role("table").get_by_role("link").first.click()
    manager.page.wait_for_url("**/consensus/*")
    manager.sees("Layers")
    manager.look("consensus-item", is_whole=False)


def look_around(manager: Visitor, made: Made) -> None:
    """Pages that only show: quality, overview, people and one of them, projects, and so on."""
    manager.go(f"/p/{made.project_id}/report")
    manager.page.get_by_role("button", name=re.compile("^Compute (now|again)$")).click()
    manager.sees("Published")
    manager.sees("Not calibrated")
    manager.look("quality-report")
    manager.go(f"/p/{made.project_id}/overview")
    manager.sees("Fewer than 30 items were answered by two people.")
    manager.look("overview")
    manager.go(f"/p/{made.project_id}/people")
    manager.sees("May work")
    manager.look("people")
    manager.page.get_by_role("table").get_by_role("link").first.click()
    manager.sees("Skill over time")
    manager.look("person")
    manager.go(f"/o/{made.organisation_id}")
    manager.sees(made.project)
    manager.look("organisation-projects")
    manager.go(f"/o/{made.organisation_id}/payments")
    manager.sees("Days are counted in UTC")
    manager.look("payments")
    manager.go(f"/o/{made.organisation_id}/audit")
    manager.sees("submitted")
    manager.look("audit-trail")
    pages = ("queue", "items", "items/profile", "gold", "gold/contests", "labels-in", "history")
    for page in pages:
        manager.go(f"/p/{made.project_id}/{page}")
        manager.look(page.replace("/", "-"))
    with manager.expecting(r"404 GET /api/v1/projects/\d+/collection$"):  # it has none yet
        manager.go(f"/p/{made.project_id}/collection")
        manager.look("collection")
        manager.go(f"/o/{made.organisation_id}/facts")  # an answer may come as one leaves
        manager.look("facts")
    manager.go(f"/p/{made.project_id}/gold")
    manager.by("row", GOLD.name).get_by_role("link").first.click()
    manager.page.wait_for_url(re.compile(r"/gold/\d+$"))
    manager.look("gold-item")
    bring_labels(manager, made.project_id)


def bring_labels(manager: Visitor, project_id: int) -> None:
    """A file from elsewhere, which waits for somebody to say what its names mean."""
    image = {"id": 1, "file_name": WORK[0].name, "width": WIDTH, "height": HEIGHT}
    box = {"id": 1, "image_id": 1, "category_id": 7, "bbox": [10, 10, 50, 40]}
    coco = {"images": [image], "annotations": [box], "categories": [{"id": 7, "name": "kaart"}]}
    file = FilePayload(
        name="elsewhere.json", mimeType="application/json", buffer=json.dumps(coco).encode()
    )
    manager.go(f"/p/{project_id}/labels-in")
    manager.page.locator("input[type=file]").set_input_files(file)
    manager.press("Read the file")
    manager.sees("What do the names become?")
    manager.look("labels-in-names")


def publish_release(manager: Visitor, project_id: int) -> None:
    """Freeze the labels, then let clients have them."""
    manager.go(f"/p/{project_id}/releases")
    manager.sees("No releases yet")
    freeze_and_publish(manager)
    manager.go(f"/p/{project_id}/releases")
    manager.sees("Published")
    manager.look("releases")
    manager.page.get_by_role("table").get_by_role("link").first.click()
    manager.sees("Cannot change")
    release = manager.page.url.removeprefix(manager.address)
    for page in ("pictures", "report"):
        manager.go(f"{release}/{page}")
        manager.look(f"release-{page}")


def freeze_and_publish(manager: Visitor) -> None:
    """From the list of releases to the page of one that clients see."""
    manager.press("Make a release")
    manager.sees("What it would hold")
    manager.press("Freeze these labels")
    manager.sees("Ready, not published")
    manager.page.get_by_role("table").get_by_role("link").first.click()
    manager.press("Publish")
    manager.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    manager.sees("Cannot change")
    manager.sees("Withdraw")
