import { renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { Workbench } from "@/tools/workbench";
import type { StageEngine } from "./engine/stage-engine";
import { keptHand, useHandKept } from "./kept-hand";

const label = (key: string, kind: string) => ({ key, name: key, color: "aqua", kind });
const LABELS = [label("coin", "box"), label("lake", "polygon"), label("sand", "mask")];

function nextPicture(labels = LABELS): Workbench {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels, questions: [] }),
    image: { width_px: 400, height_px: 300 },
    tool: "box",
    canEdit: true,
  });
  bench.run(...keptHand(bench.state));
  renderHook(() => useHandKept({ bench } as StageEngine, true)); // the bench is what it reads
  return bench;
}

beforeEach(() => localStorage.clear());

it("is what it was on the picture before: tool, label, snapping and how masks are painted", () => {
  nextPicture().run(
    { type: "use_label", label: "sand" },
    { type: "use_tool", tool: "wand" },
    { type: "toggle_snapping" },
    { type: "toggle_freehand" },
    { type: "set_masks", settings: { brushPx: 33, tolerance: 5, removesUnderlying: true } },
  );

  expect(nextPicture().state).toMatchObject({
    tool: "wand",
    labelKey: "sand",
    isSnapping: false,
    isFreehand: true,
    masks: { brushPx: 33, tolerance: 5, removesUnderlying: true },
  });
  expect(nextPicture().state.isSnapping).toBe(false);
});

it("is as usual where the work is another, and after one only looked about", () => {
  nextPicture().run({ type: "use_label", label: "lake" });
  expect(nextPicture([label("coin", "box")]).state).toMatchObject({
    tool: "box",
    labelKey: "coin",
  });

  nextPicture().run({ type: "use_label", label: "coin" }, { type: "use_tool", tool: "pan" });

  expect(nextPicture().state).toMatchObject({ tool: "box", labelKey: "coin" });
});

it("is as usual where what is kept makes no sense", () => {
  localStorage.setItem(
    "gm-hand",
    '{"tool":"spade","label":"lake","brushPx":"wide","tolerance":-1}',
  );

  expect(nextPicture().state).toMatchObject({ tool: "polygon", masks: { tolerance: 24 } });
});
