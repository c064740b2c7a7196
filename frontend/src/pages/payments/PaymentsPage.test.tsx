import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf } from "@/testing/staff";
import type { Payment, Payout, Total } from "./period";

const part = (count: number, amount: number) => ({
  task_count: count,
  amount: { amount_minor: amount, currency: "EUR" },
});
const PARTS = { due: part(3, 1234), paid: part(0, 0), waiting: part(2, 10), rejected: part(1, 5) };
const ANNA: Payment = { user_id: 9, pseudonym: "K-7QX2M", display_name: "Anna", ...PARTS };
const TOTAL: Total = { people_count: 1, ...PARTS };
const MADE: Payout = {
  id: 3,
  project_id: null,
  project_name: "",
  since: null,
  until: "2026-03-31",
  reference: "Transfer 7",
  made_by: "Rita",
  made_at: "2026-04-01T09:00:00Z",
  sums: [{ people_count: 1, task_count: 2, amount: { amount_minor: 50, currency: "EUR" } }],
};
const HERE = "/api/v1/organisations/4";
const SERVER = {
  "GET /api/v1/me": MANAGER,
  [`GET ${HERE}/projects`]: pageOf([]),
  [`GET ${HERE}/payments`]: { ...pageOf([ANNA]), totals: [TOTAL], due_sha256: "seen" },
  [`GET ${HERE}/payouts`]: pageOf([MADE]),
};

afterEach(() => vi.useRealTimers());

it("says who is to be paid, and records the sum that was seen for the days that were chosen", async () => {
  const { sent } = renderApp("/o/4/payments", {
    server: { ...SERVER, [`POST ${HERE}/payouts`]: json(MADE, 201) },
  });
  await userEvent.type(await screen.findByLabelText("Accepted until"), "2026-03-31");
  const person = within(await screen.findByRole("row", { name: /K-7QX2M/ }));
  expect(person.getByText("€12.34")).toBeTruthy();
  expect(person.getByText("Anna · account 9")).toBeTruthy();
  const table = screen.getByRole("link", { name: "Download as CSV" });
  expect(table.getAttribute("href")).toBe(`${HERE}/payments.csv?until=2026-03-31`);

  await userEvent.click(await screen.findByRole("button", { name: "Record a payout" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Until 31 Mar", { exact: false })).toBeTruthy();
  await userEvent.type(dialog.getByLabelText("Reference"), "Transfer 7");
  await userEvent.click(dialog.getByRole("button", { name: "Record a payout" }));

  expect(sent.find(({ route }) => route.startsWith("POST"))?.body).toEqual({
    until: "2026-03-31",
    due_sha256: "seen",
    reference: "Transfer 7",
  });
});

it("has the table of a payout, and no button where nothing is to be paid", async () => {
  const nothing = { ...TOTAL, due: part(0, 0), people_count: 0 };
  renderApp("/o/4/payments", {
    server: {
      ...SERVER,
      [`GET ${HERE}/payments`]: { ...pageOf([ANNA]), totals: [nothing], due_sha256: "none" },
    },
  });

  const csv = await screen.findByRole("link", { name: /CSV of the payout of/ });
  expect(csv.getAttribute("href")).toBe(`${HERE}/payouts/3.csv`);
  await screen.findByRole("row", { name: /K-7QX2M/ });
  expect(screen.queryByRole("button", { name: "Record a payout" })).toBeNull();
});

it("records the sums the dialog opened with, though more is due meanwhile, and shows those after a refusal", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const more = { ...TOTAL, due: part(4, 2000) };
  const server: Record<string, unknown> = {
    ...SERVER,
    [`POST ${HERE}/payouts`]: json({ code: "sums_changed", title: "Look again" }, 409),
  };
  const { sent } = renderApp("/o/4/payments", { server });
  await userEvent.click(await screen.findByRole("button", { name: "Record a payout" }));
  const dialog = within(await screen.findByRole("dialog"));

  server[`GET ${HERE}/payments`] = { ...pageOf([ANNA]), totals: [more], due_sha256: "later" };
  vi.setSystemTime(Date.now() + 60_000);
  window.dispatchEvent(new Event("visibilitychange"));
  await screen.findAllByText("€20.00");
  expect(dialog.getByText("€12.34")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Record a payout" }));

  expect(await dialog.findByText("€20.00")).toBeTruthy();
  expect(sent.find(({ route }) => route.startsWith("POST"))?.body).toMatchObject({
    due_sha256: "seen",
  });
});
