import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";
import { EVERYBODY, ordered, type WorkingPerson } from "./finding";

const UNKNOWN = { value: null, lower: null, upper: null, n: null, undefined_reason: "Not yet." };
const CAREFUL = {
  user_id: 9,
  pseudonym: "A-77QX",
  submission_count: 1200,
  skill: { mean: 0.9, lower: 0.82, upper: 0.95, check_count: 60 },
  agreement: { value: 0.93, lower: 0.9, upper: 0.95, n: 400, undefined_reason: null },
  information_bits: UNKNOWN,
  spammer_score: UNKNOWN,
  speed: UNKNOWN,
  drift_state: "steady",
  computed_at: null,
  median_seconds: 12,
  standing: "active",
  blocked_reason: "",
  restrictions: [],
  last_active_at: null,
  verdicts: null,
} as unknown as WorkingPerson;
const PAUSED = {
  ...CAREFUL,
  user_id: 10,
  pseudonym: "A-PAUS",
  skill: null,
  agreement: UNKNOWN,
  standing: "blocked",
  restrictions: [{ id: 1, kind: "pause", reason: "Too hasty.", expires_at: null }],
} as unknown as WorkingPerson;
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1/people": pageOf([CAREFUL, PAUSED]),
};

it("shows each person's skill with its doubt, and who is limited by what", async () => {
  renderApp("/p/1/people", { server: SERVER });

  const careful = within(await screen.findByRole("row", { name: /A-77QX/ }));
  expect(careful.getByText("0.82 to 0.95")).toBeTruthy();
  expect(careful.getByText("May work")).toBeTruthy();
  const paused = within(screen.getByRole("row", { name: /A-PAUS/ }));
  expect(paused.getByText("Paused")).toBeTruthy();
  expect(paused.getByText("No checks yet")).toBeTruthy();
});

it("shows how well verdicts tell right labels from wrong ones, and only where anybody judges them", async () => {
  const counts = { given_count: 50, accepted_count: 50 };
  const known = { value: 0, lower: -0.1, upper: 0.31, n: 50, undefined_reason: null };
  const rows = [
    { ...CAREFUL, verdicts: { ...counts, discernment: known } },
    { ...PAUSED, verdicts: { ...counts, discernment: UNKNOWN } },
    { ...CAREFUL, user_id: 11, pseudonym: "A-DRAW" },
  ];
  const { unmount } = renderApp("/p/1/people", {
    server: { ...SERVER, "GET /api/v1/projects/1/people": pageOf(rows) },
  });

  expect(await screen.findByRole("columnheader", { name: "Verdicts" })).toBeTruthy();
  expect(screen.getByText("-0.10 to 0.31")).toBeTruthy();
  expect(screen.getByText("accepts 50 of 50")).toBeTruthy();
  unmount();

  renderApp("/p/1/people", { server: SERVER });
  await screen.findByRole("row", { name: /A-77QX/ });
  expect(screen.queryByRole("columnheader", { name: "Verdicts" })).toBeNull();
});

it("asks the server for the order that a column's name stands for, then for the other way", async () => {
  const { sent } = renderApp("/p/1/people", { server: SERVER });
  const asked = () => sent.findLast(({ route }) => route.endsWith("/people"))?.query;
  const checks = await screen.findByRole("button", { name: "Checks" });

  await userEvent.click(checks);
  await waitFor(() => expect(asked()).toMatchObject({ sort: "checks", is_descending: "true" }));
  await userEvent.click(await screen.findByRole("button", { name: "Checks" }));

  await waitFor(() => expect(asked()).toMatchObject({ sort: "checks", is_descending: "false" }));
});

it("turns the order round without the heads of columns, which a phone does not show", async () => {
  const { sent } = renderApp("/p/1/people", { server: SERVER });
  const asked = () => sent.findLast(({ route }) => route.endsWith("/people"))?.query;
  await screen.findByRole("row", { name: /A-77QX/ });

  await userEvent.click(screen.getByLabelText("Descending"));

  await waitFor(() => expect(asked()).toMatchObject({ sort: "joined", is_descending: "true" }));
  expect(screen.getByLabelText("Descending").getAttribute("aria-pressed")).toBe("true");
});

it("comes back to those who came first", () => {
  const byChecks = { ...EVERYBODY, ...ordered(EVERYBODY, "checks") };

  expect(byChecks.is_descending).toBe(true);
  expect({ ...byChecks, ...ordered(byChecks, "joined") }).toEqual(EVERYBODY);
});

it("says that nobody is like this, not that nobody has come", async () => {
  renderApp("/p/1/people", {
    server: { ...SERVER, "GET /api/v1/projects/1/people": pageOf([]) },
  });
  await screen.findByRole("search");

  await userEvent.type(screen.getByLabelText("Pseudonym"), "zz");

  expect(await screen.findByText("Nobody is like that")).toBeTruthy();
});
