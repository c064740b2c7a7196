import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import type { TaskDetail } from "./TaskPage";
import { Versions } from "./Versions";

function version(number: number, isCurrent: boolean) {
  return {
    version: number,
    method: "majority",
    is_provisional: !isCurrent,
    is_current: isCurrent,
    adjudicated_by: null,
    run_id: null,
    lowest_confidence: 0.8,
    submission_count: 3,
    computed_at: "2026-03-02T09:00:00Z",
  } satisfies TaskDetail["versions"][number];
}

it("opens any version of the history, and says which is in force and which is shown", async () => {
  const onVersion = vi.fn();
  const versions = [version(2, true), version(1, false)];
  renderPart(<Versions versions={versions} shown={2} onVersion={onVersion} />);

  await userEvent.click(await screen.findByText("2 versions"));
  const [newest, first] = ["version 2", "version 1"].map((name) =>
    screen.getByRole("button", { name }),
  );
  expect([newest, first].map((one) => one?.getAttribute("aria-pressed"))).toEqual([
    "true",
    "false",
  ]);
  expect(screen.getAllByText("in force")).toHaveLength(1);

  await userEvent.click(first as HTMLElement);
  expect(onVersion).toHaveBeenCalledExactlyOnceWith(1);
});
