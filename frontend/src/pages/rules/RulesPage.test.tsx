import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";
import type { Rule, Trial, TrialRow } from "./types";

const DEFINITION = {
  name: "Checks",
  statistic: "gold_upper_bound",
  last: 30,
  least: 5,
  threshold: 0.7,
  action: "pause",
  parameters: { days: 7 },
} as const;
const RULE: Rule = {
  ...DEFINITION,
  id: 3,
  title: "Checks",
  operator: "below",
  effective_threshold: 0.7,
  is_on: false,
  is_offered: true,
  revision: 1,
  changed_at: "2026-03-02T09:00:00Z",
  firing_count: 0,
  open_count: 0,
  last_fired_at: null,
};
const ROW: TrialRow = {
  id: 9,
  rule_id: 3,
  definition: { ...DEFINITION, threshold: 0.5 },
  state: "done",
  created_at: "2026-03-02T09:00:00Z",
  finished_at: "2026-03-02T09:00:05Z",
  requested_by: "Olga",
  people: 12,
  judged: 7,
  observations: 1203,
  since: "2026-02-01T09:00:00Z",
  fired: 2,
};
const OPENED: Trial = {
  ...ROW,
  project_id: 1,
  progress_done: 12,
  progress_total: 12,
  error_detail: "",
  result: {
    people: 12,
    judged: 7,
    observations: 1203,
    since: "2026-02-01T09:00:00Z",
    fired: 2,
    doubtful_only: 0,
    is_of_last_fits: false,
    who: [],
  },
};
const RULES = "GET /api/v1/projects/1/quality-rules";
const TRIALS = "GET /api/v1/projects/1/rule-trials";

function show(rows: readonly TrialRow[], rule: Rule = RULE) {
  let rules = [rule];
  return renderApp("/p/1/rules", {
    server: {
      ...PROJECT_PAGE,
      [RULES]: () => pageOf(rules),
      [TRIALS]: pageOf([...rows]),
      "GET /api/v1/projects/1/rule-firings": pageOf([]),
      "GET /api/v1/rule-trials/9": OPENED,
      "POST /api/v1/quality-rules/3/switch-off": () => {
        rules = rules.map((one) => ({ ...one, is_offered: false }));
        return rules[0];
      },
    },
  });
}

it("lists the dry runs of a rule with who, over how much and what was played, and opens them", async () => {
  const user = userEvent.setup();
  show([ROW]);

  const list = await screen.findByRole("list", { name: "Last dry runs of Checks" });
  const line = within(list).getByRole("listitem");

  expect(line.textContent).toContain("Olga");
  expect(line.textContent).toContain("It would have paused 2 people.");
  expect(line.textContent).toContain("1,203 observations · of 12 people · the oldest of 1 Feb");
  expect(line.textContent).toContain("The rule it played: Pause for 7 days");
  await user.click(within(line).getByRole("button", { name: /Show whom/u }));
  expect(
    await screen.findByText("There was enough to judge 7 of the 12 people here."),
  ).toBeTruthy();
});

it("shows three dry runs of a rule first, and those of rules that were not made apart", async () => {
  const user = userEvent.setup();
  const rows = [9, 8, 7, 6].map((id) => ({ ...ROW, id }));
  show([...rows, { ...ROW, id: 5, rule_id: null }]);

  const list = await screen.findByRole("list", { name: "Last dry runs of Checks" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Show all 4 dry runs" }));

  expect(within(list).getAllByRole("listitem")).toHaveLength(4);
  const others = screen.getByRole("list", { name: "Dry runs of rules that are not here" });
  expect(within(others).getAllByRole("listitem")).toHaveLength(1);
});

it("offers a rule that came with an upgrade until somebody leaves it off", async () => {
  const user = userEvent.setup();
  const { sent } = show([]);

  await screen.findByText("A new rule is offered: try it");
  await user.click(screen.getByRole("button", { name: "Leave it off" }));

  await waitFor(() => expect(screen.queryByText("A new rule is offered: try it")).toBeNull());
  expect(sent.map((one) => one.route)).toContain("POST /api/v1/quality-rules/3/switch-off");
});
