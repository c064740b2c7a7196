import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { createI18n } from "@/model/i18n";
import { ENGLISH } from "@/pages/texts";
import { renderPart } from "@/testing/renderPage";
import { json } from "@/testing/fakeServer";
import { TrialPanel } from "./TrialPanel";
import type { Draft } from "./types";
import { FIRST, ruleSentence } from "./words";

const CHECKS: Draft = {
  name: "Checks",
  statistic: "gold_upper_bound",
  ...FIRST.gold_upper_bound,
  action: "pause",
  parameters: { days: 7 },
};
const WAITING = {
  id: 5,
  project_id: 1,
  definition: CHECKS,
  state: "queued",
  progress_done: 0,
  progress_total: 0,
  error_detail: "",
  created_at: "2026-03-02T09:00:00Z",
  finished_at: null,
  result: null,
};
const EVIDENCE = {
  statistic: "gold_upper_bound",
  value: 0.35,
  threshold: 0.7,
  n: 5,
  total: 0,
  since: "2026-03-02T09:00:00Z",
  until: "2026-03-02T09:04:00Z",
  submission_ids: [1, 2, 3, 4, 5],
  assignment_ids: [],
  doubtful: 2,
  pair: null,
};
const RESULT = {
  people: 12,
  judged: 7,
  fired: 1,
  doubtful_only: 1,
  is_of_last_fits: false,
  who: [
    {
      user_id: 9,
      pseudonym: "A-77QX",
      fired_at: "2026-03-02T09:04:00Z",
      times: 1,
      sentence: "0 of the last 5 checks were right.",
      holds_without_doubtful: false,
      evidence: EVIDENCE,
    },
  ],
};

it("says whom a rule would have paused, on how much, and what rests on checks in doubt", async () => {
  const { sent } = renderPart(
    <TrialPanel projectId={1} ruleId={3} draft={CHECKS} onClose={() => null} />,
    {
      server: {
        "POST /api/v1/projects/1/rule-trials": () => json(WAITING, 201),
        "GET /api/v1/rule-trials/5": {
          ...WAITING,
          state: "done",
          finished_at: "2026-03-02T09:00:02Z",
          result: RESULT,
        },
      },
    },
  );

  expect(await screen.findByText("It would have paused 1 person.")).toBeTruthy();
  expect(screen.getByText("There was enough to judge 7 of the 12 people here.")).toBeTruthy();
  expect(screen.getByText("1 of these rests on checks that are suspended now.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "A-77QX" })).toBeTruthy();
  expect(screen.getByText("2, falls without")).toBeTruthy();
  expect(sent[0]?.body).toEqual({ ...CHECKS, rule_id: 3 });
});

it("says why there is no dry run when another one goes on", async () => {
  const title = "A dry run of this project is going on already";
  renderPart(<TrialPanel projectId={1} ruleId={3} draft={CHECKS} onClose={() => null} />, {
    server: {
      "POST /api/v1/projects/1/rule-trials": () =>
        json({ title, status: 409, code: "trial_running", detail: title, errors: [] }, 409),
    },
  });

  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
});

it("puts a rule into a sentence", () => {
  const i18n = createI18n({ language: "en", preferred: ["en-GB"], catalogue: ENGLISH });

  expect(ruleSentence(CHECKS, 0.7, i18n)).toBe(
    "Pause for 7 days when the upper bound of gold accuracy over the last 30 checks, at least 5, " +
      "is under the pass mark (0.70).",
  );
});

it("says why a dry run cannot be read, in place of a bar without end", async () => {
  renderPart(<TrialPanel projectId={1} ruleId={3} draft={CHECKS} onClose={() => null} />, {
    server: {
      "POST /api/v1/projects/1/rule-trials": () => json(WAITING, 201),
      "GET /api/v1/rule-trials/5": () =>
        json({ title: "It is gone", status: 404, code: "not_found" }, 404),
    },
  });

  expect(await screen.findByText("It is gone")).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
});
