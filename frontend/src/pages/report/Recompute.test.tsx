import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import { Recompute } from "./Recompute";

const RUNS = "/api/v1/projects/1/consensus-runs";
const RUNNING = {
  id: 7,
  state: "running",
  progress_done: 3,
  progress_total: 12,
  is_provisional: false,
  error_detail: "",
  created_at: "2026-03-02T09:00:00Z",
  finished_at: null,
};
const ENDED = { ...RUNNING, finished_at: "2026-03-02T09:04:00Z" };
const DONE = { ...ENDED, id: 6, state: "done" };

function listed(...results: unknown[]) {
  return { count: results.length, next: null, previous: null, results };
}

function shown(server: Record<string, unknown>) {
  return renderPart(<Recompute projectId={1} hasRun />, { server });
}

it("shows the fit that is under way, also to who comes to the page later", async () => {
  shown({ [`GET ${RUNS}`]: listed(RUNNING) });

  const bar = await screen.findByRole("progressbar", { name: "Computing" });
  expect(bar.getAttribute("aria-valuenow")).toBe("3");
  expect(screen.queryByRole("button", { name: "Compute again" })).toBeNull();
});

it("says why a fit failed, and that one was cancelled", async () => {
  const { unmount } = shown({
    [`GET ${RUNS}`]: listed({
      ...ENDED,
      state: "failed",
      error_detail: "No way to compare these.",
    }),
  });
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Fit 7 failed: No way to compare these.",
  );
  expect(screen.getByRole("button", { name: "Compute again" })).toBeTruthy();
  unmount();

  shown({ [`GET ${RUNS}`]: listed({ ...ENDED, state: "cancelled" }) });
  expect((await screen.findByRole("alert")).textContent).toContain("Fit 7 was cancelled.");
});

it("says nothing of a fit that came to its end", async () => {
  shown({ [`GET ${RUNS}`]: listed(DONE) });

  expect(await screen.findByRole("button", { name: "Compute again" })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

it("cancels the fit under way", async () => {
  let run: unknown = RUNNING;
  const { sent } = shown({
    [`GET ${RUNS}`]: () => listed(run),
    "POST /api/v1/consensus-runs/7/cancel": () => (run = { ...ENDED, state: "cancelled" }),
  });

  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));

  expect(await screen.findByText(/Fit 7 was cancelled\./)).toBeTruthy();
  expect(sent.filter(({ route }) => route.startsWith("POST"))).toHaveLength(1);
});

it("watches the fit that somebody else began meanwhile, instead of refusing", async () => {
  let run: unknown = DONE;
  const title = "The results of this project are being computed already";
  shown({
    [`GET ${RUNS}`]: () => listed(run),
    [`POST ${RUNS}`]: () => {
      run = RUNNING;
      return json({ title, status: 409, code: "run_running", errors: [] }, 409);
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Compute again" }));

  expect(await screen.findByRole("progressbar", { name: "Computing" })).toBeTruthy();
  expect(screen.queryByText(title)).toBeNull();
});
