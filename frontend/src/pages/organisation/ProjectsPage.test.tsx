import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT } from "@/testing/staff";

const OWNER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "owner" as const })),
};
const LIST = "GET /api/v1/organisations/4/projects";

function open(me: typeof MANAGER | typeof OWNER, state: string) {
  const asked = {
    id: 9,
    kind: "project",
    target_id: 1,
    name: "Coins",
    state,
    error_detail: state === "failed" ? "Something was still being written." : "",
  };
  return renderApp("/o/4", {
    server: {
      "GET /api/v1/me": me,
      [LIST]: pageOf([{ ...PROJECT, state: "deleting" as const }]),
      "GET /api/v1/organisations/4/datasets": pageOf([]),
      "GET /api/v1/projects/1/deletion": {
        name: "Coins",
        counts: { answers: 12 },
        stays: { dataset_name: "", item_count: 0, people_count: 0, earned: [] },
        blockers: [],
        deletion: asked,
      },
      "GET /api/v1/deletions/9": asked,
      "POST /api/v1/projects/1/deletion": { ...asked, id: 10, state: "queued" },
    },
  });
}

it("lets owners ask again for a project that was not deleted to the end, and says why", async () => {
  const { sent } = open(OWNER, "failed");

  expect(await screen.findByText("not deleted to the end")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Delete Coins/ }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("Something was still being written.")).toBeTruthy();
  await userEvent.type(within(dialog).getByRole("textbox", { name: /Type the name/ }), "Coins");
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete for good" }));

  const post = () => sent.find(({ route }) => route === "POST /api/v1/projects/1/deletion");
  await expect.poll(() => post()?.body).toEqual({ name: "Coins" });
  expect(sent.filter(({ route }) => route === LIST)).toHaveLength(1);
});

it("says to other managers who can ask again", async () => {
  open(MANAGER, "failed");

  expect(await screen.findByText("An owner can delete it again.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Delete Coins/ })).toBeNull();
});

it("reads the list again when what was on its way out is gone", async () => {
  const { sent } = open(MANAGER, "done");

  await expect.poll(() => sent.filter(({ route }) => route === LIST).length).toBe(2);
});
