import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { keepInTab, tabKey, textInTab } from "@/pages/shell/kept-in-tab";
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

const PRACTISING = {
  "GET /api/v1/me": MANAGER,
  "GET /api/v1/projects/2/practice": {
    project_id: 2,
    schema_version: {
      id: 1,
      number: 1,
      definition: { version: 1, labels: [LABEL], questions: [] },
    },
    wanted_iou: 0.5,
    tries: 3,
    items: [OPEN],
  },
};

it("takes the focus along to the end of the practice", async () => {
  let item = OPEN as typeof OPEN | typeof FINISHED;
  renderApp("/training/2/practice", {
    server: {
      ...PRACTISING,
      "GET /api/v1/projects/2/practice": () => ({
        ...PRACTISING["GET /api/v1/projects/2/practice"],
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

it("keeps what was drawn of who leaves twice before a try", async () => {
  const drawn = {
    version: 1,
    is_nothing_here: true,
    shapes: [],
    answers: {},
  };
  const key = tabKey(MANAGER.id, "practice-5");
  keepInTab(key, drawn);
  const texts = [];
  for (let visit = 0; visit < 2; visit += 1) {
    const { unmount } = renderApp("/training/2/practice", { server: PRACTISING });
    await screen.findByRole("button", { name: "Nothing here" });
    unmount();
    texts.push(textInTab(key));
  }

  expect(texts).toEqual([JSON.stringify(drawn), JSON.stringify(drawn)]);
});
