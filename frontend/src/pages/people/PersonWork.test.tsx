import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Person } from "@/pages/skill/types";
import { json } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import { pageOf, PROJECT } from "@/testing/staff";
import { PersonWork } from "./PersonWork";

vi.mock("@/pages/shell/project", () => ({ useProject: () => PROJECT }));

const PERSON = { user_id: 9, pseudonym: "A-77" } as Person;
const row = (id: number) => ({
  id,
  task_id: 80 + id,
  item_id: id,
  item_name: `coins-${id}.jpg`,
  state: "submitted",
  reason_code: "",
  note: "",
  amount_minor: 6,
  currency: "EUR",
  ended_at: "2026-03-02T09:00:00Z",
  reviewed_at: null,
});
const SERVER = {
  "GET /api/v1/projects/1/people/9/work": pageOf([row(4), row(5)]),
  "GET /api/v1/projects/1/people/9/rejection-budget": {
    person: { answers: 20, rejected: 2, allowed: 2, left: 0 },
    project: { answers: 400, rejected: 3, allowed: 40, left: 37 },
    share: 0.1,
    auto_accept_days: 7,
  },
};

it("says that nothing more may be rejected, and keeps what was chosen when it is refused", async () => {
  const spent = {
    type: "about:blank",
    title: "No more work can be rejected at the moment",
    status: 409,
    code: "rejection_budget_spent",
    detail: "2 of 20 answers are rejected already.",
  };
  const { sent } = renderPart(<PersonWork person={PERSON} />, {
    server: { ...SERVER, "POST /api/v1/projects/1/work/reject": () => json(spent, 409) },
  });
  expect(
    await screen.findByText(/You can reject 0 more: so far 2 of 20 in 30 days, and 10 % may be\./),
  ).toBeTruthy();

  await userEvent.click(await screen.findByRole("checkbox", { name: /coins-5/ }));
  await userEvent.click(screen.getByRole("button", { name: "Reject" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Reject" }));

  expect(await dialog.findByText("No more work can be rejected at the moment")).toBeTruthy();
  expect(sent.find(({ route }) => route.endsWith("/work/reject"))?.body).toEqual({
    assignment_ids: [5],
    reason_code: "missed_objects",
    note: "",
  });
  expect(screen.getByRole("checkbox", { name: /coins-5/, hidden: true })).toHaveProperty(
    "checked",
    true,
  );
});

it("accepts all that waits on the page at once", async () => {
  const { sent } = renderPart(<PersonWork person={PERSON} />, {
    server: { ...SERVER, "POST /api/v1/projects/1/work/accept": { count: 2 } },
  });

  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose all that wait" }));
  await userEvent.click(screen.getByRole("button", { name: "Accept" }));

  await waitFor(() => {
    const posted = sent.find(({ route }) => route.endsWith("/work/accept"));
    expect(posted?.body).toEqual({ assignment_ids: [4, 5] });
  });
});
