import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { EvaluationProgress } from "./EvaluationProgress";
import type { Evaluation } from "./types";

const RUNNING = {
  id: 4,
  state: "running",
  progress_done: 1,
  progress_total: 200,
  error_detail: "",
};

it.each(["", "The service has no room left, and waits."])(
  "says why it stands still (%j)",
  async (reason) => {
    const evaluation = { ...RUNNING, state: "queued", error_detail: reason };
    renderPart(<EvaluationProgress evaluation={evaluation as Evaluation} canManage />);

    await screen.findByRole("progressbar");

    expect(screen.queryByRole("alert")?.textContent ?? "").toBe(reason);
  },
);

it.each([
  [true, false, 1],
  [false, true, 1],
  [false, false, 0],
])(
  "offers to cancel to who asked for it (%s) and to managers (%s) alone",
  async (isOwn, canManage, buttons) => {
    const evaluation = { ...RUNNING, is_own: isOwn } as unknown as Evaluation;
    const { sent } = renderPart(
      <EvaluationProgress evaluation={evaluation} canManage={canManage} />,
      { server: { "POST /api/v1/evaluations/4/cancel": evaluation } },
    );

    await screen.findByRole("progressbar");
    const offered = screen.queryAllByRole("button", { name: "Cancel" });
    for (const button of offered) await userEvent.click(button);

    expect(offered).toHaveLength(buttons);
    expect(sent.filter(({ route }) => route.endsWith("/cancel"))).toHaveLength(buttons);
  },
);
