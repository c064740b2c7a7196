import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { DifferenceCard } from "./DifferenceCard";
import type { Release } from "./state";

const DEFINITION = { version: 1, labels: [], questions: [] };
const BEFORE = { id: 2, project_id: 1, version: "1.0", figures: {}, definition: DEFINITION };
const AFTER = { ...BEFORE, id: 3, version: "1.1" };
const DIFFERENCE = {
  before: BEFORE,
  after: AFTER,
  items_added: 0,
  items_removed: 0,
  items_same: 4,
  items_changed: 1,
  items_compared: 1,
  shapes_added: 0,
  shapes_removed: 0,
  shapes_moved: 0,
  moved_iou_median: null,
  moved_iou_lowest: null,
  answers_changed: 0,
  attributes_changed: 2,
  relabelled: [],
  labels: [],
  examples: [{ item_id: 9, name: "a.jpg", position: 1, moved: 0, lowest_iou: null }],
};
const FROZEN = {
  name: "a.jpg",
  width_px: 10,
  height_px: 10,
  document: { shapes: [], answers: {} },
  image_url: "/a.jpg",
};

it("opens a changed picture as both releases have it", async () => {
  const { sent } = renderPart(<DifferenceCard release={AFTER as unknown as Release} />, {
    server: {
      "GET /api/v1/projects/1/releases": pageOf([AFTER, BEFORE]),
      "GET /api/v1/releases/3/difference/2": DIFFERENCE,
      "GET /api/v1/releases/2": BEFORE,
      "GET /api/v1/releases/3": AFTER,
      "GET /api/v1/releases/2/items": pageOf([FROZEN]),
      "GET /api/v1/releases/3/items": pageOf([FROZEN]),
    },
  });

  await userEvent.click(
    await screen.findByRole("button", { name: "Look at a.jpg in both releases" }),
  );

  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText("Version 1.0")).toBeTruthy();
  expect(await dialog.findByText("Version 1.1 · dashed: 1.0")).toBeTruthy();
  expect(await dialog.findAllByRole("img", { name: /a\.jpg/ })).toHaveLength(2);
  const asked = sent.filter(({ route }) => route.endsWith("/items"));
  expect(asked.map(({ query }) => query["item"])).toEqual(["9", "9"]);
});
