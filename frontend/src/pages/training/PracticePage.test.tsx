import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./PracticePage";

beforeEach(() => {
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

const LABEL = { key: "coin", name: "Coin", color: "aqua", kind: "box", attributes: [] };
const OPEN = {
  id: 5,
  item: { id: 6, image_url: "/media/6", levels: null, width_px: 400, height_px: 300 },
  try_count: 0,
  is_passed: false,
  is_finished: false,
  document: null,
  score: null,
  reference: null,
  explanation: "",
};
const SCORE = {
  is_passed: true,
  is_right: true,
  f1: null,
  mean_iou: null,
  missed: [],
  spurious: [],
  matched: [],
  answers: {},
};
const FINISHED = { ...OPEN, try_count: 1, is_passed: true, is_finished: true, score: SCORE };

it("takes the focus along to the end of the practice", async () => {
  let item = OPEN as typeof OPEN | typeof FINISHED;
  renderApp("/training/2/practice", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/2/practice": () => ({
        project_id: 2,
        schema_version: {
          id: 1,
          number: 1,
          definition: { version: 1, labels: [LABEL], questions: [] },
        },
        wanted_iou: 0.5,
        tries: 3,
        items: [item],
      }),
      "POST /api/v1/practice-items/5/tries": () => (item = FINISHED),
    },
  });

  fireEvent.click(await screen.findByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Check/ }));
  fireEvent.click(await screen.findByRole("button", { name: "Next item" }));

  await waitFor(() => expect(screen.queryByRole("application")).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole("main"));
});
