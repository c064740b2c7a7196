import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";
import type { Appeal } from "./AppealCard";

const APPEAL: Appeal = {
  id: 6,
  project_id: 1,
  project_name: "Coins",
  state: "open",
  text: "I drew what the guideline shows.",
  created_at: "2026-03-02T09:00:00Z",
  due_at: "2026-03-11T09:00:00Z",
  answer: "",
  answered_at: null,
  restriction: null,
  work: {
    id: 4,
    task_id: 8,
    item_name: "coins-7.jpg",
    reason_code: "wrong_shape",
    note: "The box leaves out the rim.",
    amount_minor: 6,
    currency: "EUR",
    reviewed_at: "2026-03-02T08:00:00Z",
  },
  annotator_id: 9,
  pseudonym: "A-77QX",
  reviewer: null,
  answered_by: null,
  decided_by: "Rita",
};
const SERVER = { ...PROJECT_PAGE, "GET /api/v1/projects/1/appeals": pageOf([APPEAL]) };

it("says what an appeal is against, what the person says and until when it is answered", async () => {
  renderApp("/p/1/appeals", { server: SERVER });

  expect(await screen.findByText(APPEAL.text)).toBeTruthy();
  expect(screen.getByText(/coins-7\.jpg/)).toBeTruthy();
  expect(screen.getByText("The box leaves out the rim.")).toBeTruthy();
  expect(screen.getByText(/Rita/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "A-77QX" })).toBeTruthy();
});

it("is upheld with an answer that the person reads", async () => {
  const { sent } = renderApp("/p/1/appeals", {
    server: { ...SERVER, "POST /api/v1/appeals/6/uphold": { ...APPEAL, state: "upheld" } },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Uphold" }));
  const dialog = within(await screen.findByRole("dialog"));

  await userEvent.type(dialog.getByRole("textbox"), "You are right.");
  await userEvent.click(dialog.getByRole("button", { name: "Uphold" }));

  const answered = sent.find(({ route }) => route === "POST /api/v1/appeals/6/uphold");
  expect(answered?.body).toEqual({ answer: "You are right." });
});

it("says that nothing waits", async () => {
  renderApp("/p/1/appeals", {
    server: { ...PROJECT_PAGE, "GET /api/v1/projects/1/appeals": pageOf([]) },
  });

  expect(await screen.findByRole("heading", { name: "Appeals" })).toBeTruthy();
  expect(await screen.findByText(/Nobody has appealed\./)).toBeTruthy();
});

it("says that upholding the appeal against a voiding makes the answers count again", async () => {
  const voiding = {
    id: 3,
    kind: "voiding",
    reason: "Boxes leave out the rims.",
    evidence: { asked_anew: 2 },
    made_by: "manager",
    starts_at: "2026-03-02T08:00:00Z",
    expires_at: "2026-03-16T08:00:00Z",
    is_active: true,
    lifted_at: null,
    ending: "",
  } as const;
  const appeal: Appeal = { ...APPEAL, work: null, restriction: voiding };
  renderApp("/p/1/appeals", {
    server: { ...PROJECT_PAGE, "GET /api/v1/projects/1/appeals": pageOf([appeal]) },
  });

  expect(await screen.findByText("2 answers are asked anew. They stay paid.")).toBeTruthy();
  expect(screen.getByText("Work voided")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Uphold" }));
  expect(await screen.findByText(/count again where their place is still free/)).toBeTruthy();
});
