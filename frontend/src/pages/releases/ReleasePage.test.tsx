import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { PROJECT_PAGE } from "@/testing/staff";

const releaseWith = (takenBack: number, said: object = {}) => ({
  id: 3,
  project_id: 1,
  version: "1",
  state: "ready",
  taken_back: takenBack,
  figures: null,
  guideline_version: null,
  schema_version: { number: 1 },
  follows: null,
  note: "",
  manifest_sha256: "",
  created_at: "2026-03-01T09:00:00Z",
  ...said,
});

it.each([
  [1, "1 picture was taken back or deleted"],
  [3, "3 pictures were taken back or deleted"],
])("says of %i pictures how many were taken back since", async (takenBack, words) => {
  renderApp("/p/1/releases/3", {
    server: { ...PROJECT_PAGE, "GET /api/v1/releases/3": releaseWith(takenBack) },
  });

  expect(await screen.findByText(words)).toBeTruthy();
});

const server = (said: object) => ({
  ...PROJECT_PAGE,
  "GET /api/v1/releases/3": releaseWith(0, said),
});

it.each([
  ["building", "Stop", "cancel"],
  ["ready", "Discard", "discard"],
  ["superseded", "Publish again", "publish"],
])("leads out of %s by %s, once that is confirmed", async (state, verb, route) => {
  const asked: string[] = [];
  const path = `POST /api/v1/releases/3/${route}`;
  renderApp("/p/1/releases/3", {
    server: {
      ...server({ state, is_cancel_requested: false, progress_done: 0, progress_total: 0 }),
      [path]: () => {
        asked.push(path);
        return releaseWith(0);
      },
    },
  });

  fireEvent.click(await screen.findByRole("button", { name: verb }));
  expect(asked).toEqual([]);
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: verb }));

  await waitFor(() => expect(asked).toEqual([path]));
});

it("offers no second stop while a build is being stopped", async () => {
  renderApp("/p/1/releases/3", {
    server: server({
      state: "building",
      is_cancel_requested: true,
      progress_done: 1,
      progress_total: 2,
    }),
  });

  expect((await screen.findAllByText("Stopping")).length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
});
