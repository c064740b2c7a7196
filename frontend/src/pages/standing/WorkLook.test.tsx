import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

const NOBODY = { shapes: [], is_nothing_here: false, answers: {}, version: 1 };
const HANDED_IN = {
  id: 4,
  user_id: 9,
  pseudonym: "A-77QX",
  item: {
    id: 5,
    name: "coins-7.jpg",
    width_px: 40,
    height_px: 30,
    image_url: "/7.jpg",
    thumbnail_url: "/7s.jpg",
  },
  step: "draw",
  state: "submitted",
  schema_version: {
    id: 1,
    number: 1,
    definition: {
      version: 1,
      labels: [],
      questions: [{ key: "side", text: "Which side?", type: "text", required: true }],
    },
  },
  document: { ...NOBODY, answers: { side: "heads" } },
  verdict: null,
  reference: null,
  gold_item_id: null,
  draw_task_id: 8,
  seconds_spent: 12,
  ended_at: "2026-03-02T09:00:00Z",
};
const WORK = {
  id: 4,
  task_id: 8,
  item_id: 5,
  item_name: "coins-7.jpg",
  state: "submitted",
  reason_code: "",
  note: "",
  amount_minor: 6,
  currency: "EUR",
  ended_at: "2026-03-02T09:00:00Z",
  reviewed_at: null,
};
const SERVER = { ...PROJECT_PAGE, "GET /api/v1/projects/1/work/4": HANDED_IN };

it("shows in an appeal the very answer that was rejected, with the way to everybody's", async () => {
  const appeal = {
    id: 6,
    project_id: 1,
    project_name: "Coins",
    state: "open",
    text: "Look again.",
    created_at: "2026-03-02T09:00:00Z",
    due_at: "2026-03-11T09:00:00Z",
    answer: "",
    answered_at: null,
    restriction: null,
    work: { ...WORK, reason_code: "wrong_answer" },
    annotator_id: 9,
    pseudonym: "A-77QX",
    reviewer: null,
    answered_by: null,
    decided_by: "Rita",
  };
  renderApp("/p/1/appeals", {
    server: { ...SERVER, "GET /api/v1/projects/1/appeals": pageOf([appeal]) },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Look at coins-7.jpg" }));

  const dialog = within(await screen.findByRole("dialog"));
  expect(
    await dialog.findByRole("img", { name: "What A-77QX answered on coins-7.jpg" }),
  ).toBeTruthy();
  expect(dialog.getByText("heads")).toBeTruthy();
  expect(dialog.getByRole("link", { name: "Everybody's answers to it" }).getAttribute("href")).toBe(
    "/p/1/consensus/8",
  );
});

it("shows of gold both answers, with the way to its page", async () => {
  const firing = {
    id: 2,
    rule_id: 1,
    rule_name: "Checks",
    user_id: 9,
    pseudonym: "A-77QX",
    action: "pause",
    sentence: "0 of the last 5 checks were right.",
    evidence: {
      statistic: "gold_upper_bound",
      value: 0.3,
      threshold: 0.7,
      n: 5,
      total: 0,
      submission_ids: [1],
      assignment_ids: [],
      doubtful: 0,
      pair: null,
    },
    fired_at: "2026-03-02T09:00:00Z",
    ended_at: null,
    restriction_id: null,
    restriction_ends_at: null,
    ending: "",
    voided_count: null,
  };
  const gold = {
    ...HANDED_IN,
    reference: { ...NOBODY, answers: { side: "tails" } },
    gold_item_id: 3,
    draw_task_id: null,
  };
  renderApp("/p/1/rules", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/quality-rules": pageOf([]),
      "GET /api/v1/quality-statistics": { statistics: [], actions: [] },
      "GET /api/v1/projects/1/rule-firings": pageOf([firing]),
      "GET /api/v1/rule-firings/2/work": pageOf([{ ...WORK, user_id: 9, pseudonym: "A-77QX" }]),
      "GET /api/v1/projects/1/work/4": gold,
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "The work behind it" }));
  await userEvent.click(await screen.findByRole("button", { name: "Look at coins-7.jpg" }));

  expect(await screen.findByText("tails")).toBeTruthy();
  expect(screen.getByText("heads")).toBeTruthy();
  expect(screen.getByRole("link", { name: "The gold item" }).getAttribute("href")).toBe(
    "/p/1/gold/3",
  );
});
