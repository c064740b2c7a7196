import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { PROJECT_PAGE } from "@/testing/staff";

const ITEM = {
  id: 5,
  name: "coins-7.jpg",
  width_px: 640,
  height_px: 480,
  byte_count: 1000,
  original_format: "JPEG",
  metadata: {},
  twins_id: null,
  taken_at: "",
  bit_depth: null,
  mean: null,
  contrast: null,
  dark_share: null,
  bright_share: null,
  entropy: null,
  sharpness: null,
  excluded_at: null,
  exclusion_reason: "",
  deletion_note: "",
  image_url: "/7.jpg",
  thumbnail_url: "/7-small.jpg",
};
const gone = (reason: string, note = "") => ({
  ...ITEM,
  id: 6,
  name: "gone.jpg",
  excluded_at: "2026-05-01T12:00:00Z",
  exclusion_reason: reason,
  deletion_note: note,
});
const page = (...results: readonly unknown[]) => ({
  count: results.length,
  is_count_exact: true,
  next_cursor: "",
  results,
});
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/datasets/2/imports": { count: 0, results: [] },
  "GET /api/v1/projects/1/items": page(ITEM, gone("deleted", "A passport")),
  "POST /api/v1/datasets/2/items/delete": { item_count: 1 },
};

it("deletes chosen pictures after saying what follows, and not without a reason", async () => {
  const { sent } = renderApp("/p/1/items", { server: SERVER });
  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose coins-7.jpg" }));
  await userEvent.click(screen.getByRole("button", { name: "Delete the picture" }));
  const dialog = within(await screen.findByRole("dialog"));
  const verb = dialog.getByRole("button", { name: "Delete for good" });
  expect(verb).toHaveProperty("disabled", true);

  await userEvent.type(dialog.getByRole("textbox", { name: /Why/ }), "  A face ");
  await userEvent.click(verb);

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const posted = sent.filter(({ route }) => route.endsWith("/items/delete"));
  expect(posted.map(({ body }) => body)).toEqual([{ item_ids: [5], note: "A face" }]);
});

it("deletes nothing when the dialog is closed", async () => {
  const { sent } = renderApp("/p/1/items", { server: SERVER });
  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose coins-7.jpg" }));
  await userEvent.click(screen.getByRole("button", { name: "Delete the picture" }));

  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent.some(({ route }) => route.endsWith("/items/delete"))).toBe(false);
});

it("shows what is gone as gone, with the reason, and offers nothing to do with it", async () => {
  renderApp("/p/1/items", { server: SERVER });

  await screen.findByText("Deleted");
  expect(screen.queryByRole("checkbox", { name: "Choose gone.jpg" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Look at gone.jpg" }));

  await screen.findByText("The picture is gone");
  screen.getByText("A passport");
});

it("shows a picture that its owner took back", async () => {
  const server = { ...SERVER, "GET /api/v1/projects/1/items": page(gone("withdrawn")) };
  renderApp("/p/1/items", { server });

  await screen.findByText("Taken back by its owner");
});
