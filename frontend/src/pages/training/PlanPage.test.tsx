import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

const ANALYSIS = {
  attempts: 0,
  passed: 0,
  median_seconds: null,
  suggested_seconds: null,
  shortages: [],
  questions: [],
};
const SHORT = {
  ...ANALYSIS,
  older_count: 0,
  shortages: [{ label_key: "", difficulty: "any", lacking: 3 }],
};
const NOTICE = /older than the schema\. Labels and options that came later/;

function server(olderCount: number) {
  return {
    ...PROJECT_PAGE,
    "GET /api/v1/projects/1": PROJECT,
    "GET /api/v1/projects/1/quiz-questions": pageOf([]),
    "GET /api/v1/projects/1/quiz-analysis": { ...ANALYSIS, older_count: olderCount },
  };
}

it("says how many questions of the quiz are older than the schema", async () => {
  renderApp("/p/1/training", { server: server(2) });

  expect((await screen.findByText(NOTICE)).textContent).toMatch(/^2 questions are older/);
});

it("says nothing of older questions where there are none", async () => {
  renderApp("/p/1/training", {
    server: { ...server(0), "GET /api/v1/projects/1/quiz-analysis": SHORT },
  });

  await screen.findByText("The bank lacks questions for this quiz:");
  expect(screen.queryByText(NOTICE)).toBeNull();
});
