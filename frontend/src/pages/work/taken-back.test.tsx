import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { json } from "@/testing/fakeServer";
import { leased } from "@/testing/leased";
import { renderApp } from "@/testing/renderPage";
import { pictureOnStage } from "@/testing/stage";
import { MANAGER } from "@/testing/staff";
import "./WorkPage";

beforeEach(() => {
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

it("says why a task was taken back as soon as a draft of it is refused, and goes on to the next", async () => {
  const detail = "“It is the wrong picture.” Others are asked now.";
  const taken = { title: "This task was taken back", detail, status: 409, code: "taken_back" };
  let isTaken = false;
  renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": () => (isTaken ? leased(9, "second") : leased(8, "first")),
      "PUT /api/v1/assignments/8/draft": () => {
        isTaken = true;
        return json(taken, 409);
      },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  const told = await screen.findByText(detail, {}, { timeout: 3000 });
  const otherwise = screen.queryByText(/takes no more drafts/);
  fireEvent.click(screen.getByRole("button", { name: "Take the next task" }));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture second"));

  expect(otherwise).toBeNull();
  expect(told.isConnected).toBe(false);
});
