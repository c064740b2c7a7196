import { act, fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import { Workbench } from "@/tools/workbench";
import { EngineProvider } from "./engine/context";
import type { StageEngine } from "./engine/stage-engine";
import { WindowSettings } from "./WindowSettings";

it("keeps the focus on the button while the levels are on their way again", async () => {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: false,
    window: { low: 1000, high: 2000 },
  });
  bench.run({ type: "know_levels", facts: null });
  const prepareLevels = vi.fn();
  const engine = { bench, prepareLevels } as unknown as StageEngine; // as far as it is used
  renderPart(
    <EngineProvider value={engine}>
      <WindowSettings />
    </EngineProvider>,
  );
  const again = await screen.findByRole("button", { name: "Load the levels again" });
  again.focus();
  prepareLevels.mockImplementation(() => bench.run({ type: "await_levels" }));

  act(() => void fireEvent.click(again));

  expect(bench.state.levels?.hasFailed).toBe(false);
  expect(document.activeElement).toBe(again);
});
