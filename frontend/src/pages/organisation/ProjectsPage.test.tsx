import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { json, type Replies } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT } from "@/testing/staff";

const OWNER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "owner" as const })),
};
const LIST = "GET /api/v1/organisations/4/projects";

function open(
  me: typeof MANAGER | typeof OWNER,
  state: string,
  wrap = (server: Replies) => server,
) {
  const asked = {
    id: 9,
    kind: "project",
    target_id: 1,
    name: "Coins",
    state,
    error_detail: state === "failed" ? "Something was still being written." : "",
  };
  return renderApp("/o/4", {
    server: wrap({
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
    }),
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
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement?.closest("td")?.textContent).toContain("not deleted to the end");
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

/** What stands there, but for the first time it is asked for. */
function refusedOnce(reply: unknown, status: number): () => unknown {
  let isRefused = false;
  return () => {
    if (isRefused) return reply;
    isRefused = true;
    return json({ title: "No", status, code: "no" }, status);
  };
}

it("goes on looking where what became of it could not be read, and takes it for gone at 404", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const [plan, deletion] = ["GET /api/v1/projects/1/deletion", "GET /api/v1/deletions/9"] as const;
  const { sent, unmount } = open(MANAGER, "failed", (server) => ({
    ...server,
    [plan]: refusedOnce(server[plan], 403),
    [deletion]: refusedOnce(server[deletion], 403),
  }));
  const asked = (route: string) => sent.filter((one) => one.route === route).length;
  await screen.findByText("being deleted");
  await expect.poll(() => asked(plan)).toBe(1);

  await act(() => vi.advanceTimersByTimeAsync(2_000));
  await expect.poll(() => asked(deletion)).toBe(1);
  await act(() => vi.advanceTimersByTimeAsync(2_000));

  await screen.findByText("not deleted to the end");
  expect(asked(LIST)).toBe(1);
  unmount();

  const { sent: later } = open(MANAGER, "failed", (server) => ({
    ...server,
    [plan]: () => json({ title: "Gone", status: 404, code: "not_found" }, 404),
  }));
  await expect.poll(() => later.filter(({ route }) => route === LIST).length).toBe(2);
  vi.useRealTimers();
});
