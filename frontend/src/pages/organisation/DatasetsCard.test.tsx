import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT } from "@/testing/staff";

const OWNER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "owner" as const })),
};
const GOING = { id: 7, name: "Old coins", item_count: 40, is_deleting: true };

function open(deletion: { state: string; error_detail: string }) {
  const asked = { id: 9, kind: "dataset", target_id: 7, name: "Old coins", ...deletion };
  return renderApp("/o/4", {
    server: {
      "GET /api/v1/me": OWNER,
      "GET /api/v1/organisations/4/projects": pageOf([PROJECT]),
      "GET /api/v1/organisations/4/datasets": pageOf([GOING]),
      "GET /api/v1/datasets/7/deletion": {
        name: "Old coins",
        counts: { items: 12 },
        stays: { dataset_name: "", item_count: 0, people_count: 0, earned: [] },
        blockers: [],
        deletion: asked,
      },
      "GET /api/v1/deletions/9": asked,
      "POST /api/v1/datasets/7/deletion": { ...asked, id: 10 },
    },
  });
}

it("lets owners ask again for a deletion that did not come to its end, and says why", async () => {
  const { sent } = open({ state: "failed", error_detail: "Something was still being written." });

  expect(await screen.findByText("not deleted to the end")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Delete Old coins/ }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("Something was still being written.")).toBeTruthy();
  await userEvent.type(within(dialog).getByRole("textbox", { name: /Type the name/ }), "Old coins");
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete for good" }));

  const post = () => sent.find(({ route }) => route === "POST /api/v1/datasets/7/deletion");
  await expect.poll(() => post()?.body).toEqual({ name: "Old coins" });
});

it("says that a dataset is being deleted, and offers that no second time", async () => {
  open({ state: "running", error_detail: "" });

  expect(await screen.findByText("being deleted")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Delete Old coins/ })).toBeNull();
});
