import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { forgetOnDevice, keepOnDevice, readOnDevice } from "@/pages/shell/kept-on-device";
import { keepInTab, tabKey, textInTab } from "@/pages/shell/kept-in-tab";
import { standInForCanvas } from "@/testing/canvas";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./PracticePage";

beforeEach(async () => {
  sessionStorage.clear();
  await forgetOnDevice(MANAGER.id);
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
const NOTHING_HERE = { ...EMPTY_DOCUMENT, is_nothing_here: true };
const FINISHED = { ...OPEN, try_count: 1, is_passed: true, is_finished: true, score: SCORE };

const GUIDELINE = {
  id: 3,
  number: "1.0",
  language: "",
  languages: ["pt"],
  body_html: "<p>Whole coins.</p>",
  original_headings: [],
  examples: [],
};

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

it("shows the guideline beside the picture, in the language that the training is read in", async () => {
  keepInTab(tabKey(MANAGER.id, "language-2"), "pt");
  renderApp("/training/2/practice", {
    server: {
      ...PRACTISING,
      "GET /api/v1/projects/2/guideline": ({ query }: { query: Record<string, string> }) => ({
        ...GUIDELINE,
        body_html: query["language"] === "pt" ? "<p>Moedas inteiras.</p>" : "<p>Whole coins.</p>",
      }),
    },
  });

  expect(await screen.findByText("Moedas inteiras.")).toBeTruthy();
});

it("keeps what was drawn of who leaves twice before a try", async () => {
  const drawn = {
    version: 1,
    is_nothing_here: true,
    shapes: [],
    answers: {},
  };
  const key = tabKey(MANAGER.id, "practised-5");
  const kept = { document: drawn, unfinished: null };
  keepInTab(key, kept);
  const texts = [];
  for (let visit = 0; visit < 2; visit += 1) {
    const { unmount } = renderApp("/training/2/practice", { server: PRACTISING });
    await screen.findByRole("button", { name: "Nothing here" });
    unmount();
    texts.push(textInTab(key));
  }

  expect(texts).toEqual([JSON.stringify(kept), JSON.stringify(kept)]);
});

it("has what was drawn in a tab that was closed, until it is checked", async () => {
  const tried: unknown[] = [];
  const server = {
    ...PRACTISING,
    "POST /api/v1/practice-items/5/tries": ({ body }: { body: unknown }) => {
      tried.push(body);
      return FINISHED;
    },
  };
  const key = tabKey(MANAGER.id, "practised-5");
  const first = renderApp("/training/2/practice", { server });
  fireEvent.click(await screen.findByRole("button", { name: "Nothing here" }));
  first.unmount();
  sessionStorage.clear(); // it goes with the tab

  const second = renderApp("/training/2/practice", { server });
  const isChosen = async () =>
    (await screen.findByRole("button", { name: "Nothing here" })).getAttribute("aria-pressed");
  const found = await isChosen();
  fireEvent.click(screen.getByRole("button", { name: /Check/ }));
  await screen.findByRole("button", { name: "Next item" });
  second.unmount();
  sessionStorage.clear();
  renderApp("/training/2/practice", { server });

  expect([found, await isChosen()]).toEqual(["true", "false"]);
  expect(tried).toEqual([{ document: expect.objectContaining({ is_nothing_here: true }) }]);
  expect(await readOnDevice(key)).toBeNull();
});

it("leaves out of what was kept what the schema has no more", async () => {
  const shape = {
    id: "a",
    kind: "box",
    label: "gone",
    geometry: { x: 1, y: 1, width: 9, height: 9 },
    attributes: {},
  };
  const drawn = { version: 1, is_nothing_here: false, shapes: [shape], answers: {} };
  await keepOnDevice(tabKey(MANAGER.id, "practised-5"), { document: drawn, unfinished: null });

  const { sent } = renderApp("/training/2/practice", {
    server: { ...PRACTISING, "POST /api/v1/practice-items/5/tries": FINISHED },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Check/ }));
  await screen.findByRole("button", { name: "Next item" });

  const tried = sent.find(({ route }) => route.endsWith("/tries"));
  expect(tried?.body).toMatchObject({ document: { shapes: [], is_nothing_here: true } });
});

it.each([
  ["before the first try", OPEN, EMPTY_DOCUMENT],
  ["after a try", { ...OPEN, try_count: 1, document: NOTHING_HERE, score: SCORE }, NOTHING_HERE],
])("keeps nothing once a corner is taken back %s", async (_, item, document) => {
  const polygon = { ...LABEL, kind: "polygon" };
  const unfinished = { kind: "polygon", label: "coin", runs: [[[10, 10]]], hollowedId: null };
  const key = tabKey(MANAGER.id, "practised-5");
  await keepOnDevice(key, { document, unfinished });
  const page = PRACTISING["GET /api/v1/projects/2/practice"];
  const definition = { version: 1, labels: [polygon], questions: [] };
  const schema_version = { ...page.schema_version, definition };

  const { unmount } = renderApp("/training/2/practice", {
    server: {
      ...PRACTISING,
      "GET /api/v1/projects/2/practice": { ...page, schema_version, items: [item] },
    },
  });
  const stage = await screen.findByRole("application");
  fireEvent.keyDown(stage, { key: "Escape", code: "Escape" });
  unmount();

  await waitFor(async () => expect(await readOnDevice(key)).toBeNull());
});
