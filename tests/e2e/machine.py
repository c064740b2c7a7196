"""People without a screen: the same API as the pages, for those whose pages nobody looks at."""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse

from tests.e2e.pictures import Card, Picture

ALLAUTH = "/_allauth/browser/v1"
Says = Callable[[Picture], dict[str, Any]]
LOOKS, LOOKS_EVERY_SECONDS = 80, 0.5
COMES_BACK = {"all_leased", "comparing"}


@dataclass
class Machine:
    """A signed-in session that speaks JSON."""

    requests: APIRequestContext
    _token: str = ""

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The parsed answer; a refusal fails the test with what was said."""
        answer = self._send(method, path, {"Idempotency-Key": uuid.uuid4().hex}, data=body)
        return answer.json() if answer.body() else None

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> Any:
        """One file as a form sends it, beside other fields."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        return self._send("POST", path, {}, multipart={"file": file, **fields}).json()

    # Any: what Playwright sends.
    def _send(self, method: str, path: str, headers: dict[str, str], **sent: Any) -> APIResponse:
        """With the session's token. Playwright takes longer to tell cookies than most requests
        take, so it is asked again only where the token is another one by now."""
        if method != "GET" and not self._token:
            self._token = self._cookie()
        while True:
            told = {**headers, "X-CSRFToken": self._token}
            answer = self.requests.fetch(path, method=method, headers=told, **sent)
            if answer.status != 403 or self._token == (token := self._cookie()):
                break
            self._token = token
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()[:500]}"
        return answer

    def _cookie(self) -> str:
        cookies = {one["name"]: one["value"] for one in self.requests.storage_state()["cookies"]}
        return cookies.get("csrftoken", "")

    def sign_up(self, email: str, password: str) -> None:
        """A new account, signed in."""
        self.ask("GET", f"{ALLAUTH}/config")
        self.ask("POST", f"{ALLAUTH}/auth/signup", {"email": email, "password": password})
        self._token = ""  # who is signed in has a new one

    def sign_in(self, email: str, password: str) -> None:
        """An account that exists."""
        self.ask("GET", f"{ALLAUTH}/config")
        self.ask("POST", f"{ALLAUTH}/auth/login", {"email": email, "password": password})
        self._token = ""

    def qualify(
        self, project_id: int, known: dict[int, Picture], *, says: Says | None = None
    ) -> None:
        """The whole way into work; `known` are the pictures by the number of their item.

        `says` makes an answer of a picture, where that is not a box round every card.
        """
        project = f"/api/v1/projects/{project_id}"
        self.ask("PUT", "/api/v1/me/traits/country", {"value": "PT"})
        way = self.ask("GET", f"{project}/way")
        self.ask("POST", f"/api/v1/communities/{way['community']['id']}/join")
        guideline = self.ask("GET", f"{project}/guideline")
        reading = {"guideline_version_id": guideline["id"]}
        self.ask("POST", f"{project}/guideline-reading", reading)
        questions = self.ask("GET", f"{project}/comprehension")
        answers = {str(one["id"]): [one["options"][0]["key"]] for one in questions}
        if answers:
            said = self.ask("POST", f"{project}/comprehension", {"answers": answers})
            assert said["is_passed"], said
        attempt = self.ask("POST", f"{project}/attempts")
        for question in attempt["questions"]:
            path = f"/api/v1/attempts/{attempt['id']}/answers/{question['id']}"
            picture = known[question["item"]["id"]]
            document = document_of(picture.cards) if says is None else says(picture)
            self.ask("PUT", path, {"document": document})
        done = self.ask("POST", f"/api/v1/attempts/{attempt['id']}/submit")
        assert done["result"]["is_passed"], done["result"]["rules"]

    def work(
        self,
        project_id: int,
        known: dict[int, Picture],
        *,
        seed: int,
        calls: Callable[[str], str] = str,
        says: Says | None = None,
    ) -> int:
        """Answer every task there is, a pixel or two beside the truth; how many they were.

        `calls` says what somebody calls a label; `says` is as in `qualify`. Where somebody else
        has the last ones in hand, or workers still compare what others said of them, it comes
        back, as long as a person would.
        """
        dice = random.Random(seed)
        count, looks = 0, LOOKS
        while True:
            claimed = self.ask("POST", f"/api/v1/projects/{project_id}/next")
            if claimed["outcome"] == "empty":
                if claimed["reason"] not in COMES_BACK or looks == 0:
                    return count
                looks -= 1
                time.sleep(LOOKS_EVERY_SECONDS)
                continue
            assignment = claimed["assignment"]
            picture = known[assignment["item"]["id"]]
            document = document_of(picture.cards, dice) if says is None else says(picture)
            for shape in document["shapes"]:
                shape["label"] = calls(shape["label"])
                shape["attributes"] = {"side": "front"} if shape["label"] == "ticket" else {}
            shapes = enumerate(document["shapes"], start=1)
            course = [{"shape_id": one["id"], "at_ms": 1000 * at} for at, one in shapes]
            body = {"document": document, "seconds_spent": 9, "course": course}
            self.ask("POST", f"/api/v1/assignments/{assignment['id']}/submit", body)
            count += 1


def document_of(cards: tuple[Card, ...], dice: random.Random | None = None) -> dict[str, Any]:
    """The annotation document of the cards, moved a little where dice are given."""
    shapes = [
        {
            "id": f"s{number}",
            "kind": "box",
            "label": card.kind.lower(),
            "geometry": {
                "x": card.x + (dice.randint(-2, 2) if dice else 0),
                "y": card.y + (dice.randint(-2, 2) if dice else 0),
                "width": card.width,
                "height": card.height,
            },
            "attributes": {"side": "front"} if card.kind == "Ticket" else {},
        }
        for number, card in enumerate(cards, start=1)
    ]
    return {"version": 1, "is_nothing_here": not shapes, "shapes": shapes, "answers": {}}
