import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, PROJECT_PAGE } from "@/testing/staff";

const alarm = (place: string) => ({
  code: place,
  severity: "problem",
  sentence: `Something at ${place}.`,
  remedy: `Look at ${place}.`,
  count: 1,
  place,
});

async function linksFor(role: string) {
  renderApp("/p/1", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": { ...MANAGER, staff_of: MANAGER.staff_of.map((one) => ({ ...one, role })) },
      "GET /api/v1/projects/1/alarms": {
        alarms: ["audit", "gold", "people", "queue"].map(alarm),
      },
    },
  });
  await screen.findByText("Something at audit.");
  return screen
    .getAllByText(/^Look at/)
    .map((one) => one.closest("a")?.getAttribute("href") ?? null);
}

it("leads managers to each remedy", async () => {
  expect(await linksFor("manager")).toEqual([
    "/o/4/audit",
    "/p/1/gold",
    "/p/1/people",
    "/p/1/queue",
  ]);
});

it("leads reviewers to no page that is refused to them, and says the remedy all the same", async () => {
  expect(await linksFor("reviewer")).toEqual([null, null, null, "/p/1/queue"]);
});
