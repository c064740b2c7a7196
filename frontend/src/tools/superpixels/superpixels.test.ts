import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import type { CellMap } from "@/model/masks/cells";
import { areaOf } from "@/model/masks/region";
import { areas, drawn, driver, heard, mask, RIGHT, square } from "../masks/mask-driver";

/** Cells of 20 x 20 pixels: ten across, five down. */
const CELLS: CellMap = {
  width: 100,
  height: 50,
  step: 2,
  numbers: Uint16Array.from({ length: 5000 }, (_, at) => {
    const [down, across] = [Math.floor(at / 100), at % 100];
    return Math.floor(down / 10) * 10 + Math.floor(across / 10);
  }),
};

function work(document: AnnotationDocument = EMPTY_DOCUMENT, cells: CellMap | null = CELLS) {
  const d = driver("brush", document);
  d.bench.see({ cells: () => cells });
  d.bench.run({ type: "offer_tools", tools: ["superpixels"] });
  return d.press("Shift+D");
}

describe("superpixels", () => {
  it("are not to hand where the work has none", () => {
    expect(driver("brush").press("Shift+D").bench.state.tool).toBe("brush");
    expect(work().bench.state.tool).toBe("superpixels");
  });

  it("show the cell under the pointer before it is taken", () => {
    const d = work().move(30, 30);
    expect(d.bench.state.aim && areaOf(d.bench.state.aim)).toBe(400);

    d.bench.pointerLeft();

    expect(d.bench.state).toMatchObject({ aim: null, canUndo: false });
  });

  it("are taken by a press, and undone as one step", () => {
    const d = work().click(30, 30);

    expect(areas(d)).toEqual([400]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("are taken by a sweep, none left out however quick the hand is", () => {
    const d = work().drag([10, 10], [190, 10]);

    expect(areas(d)).toEqual([10 * 400]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("go into the mask that is chosen", () => {
    const d = work().click(30, 30).click(50, 30);

    expect(areas(d)).toEqual([800]);
  });

  it("are taken away with the secondary button", () => {
    const d = work(drawn(mask("s1", "coin", square(0, 0, 60))));

    d.move(30, 30).down(30, 30, RIGHT).up(30, 30, RIGHT);

    expect(areas(d)).toEqual([3600 - 400]);
  });

  it("leave nothing behind after Escape", () => {
    const d = work().down(30, 30).move(70, 30).press("Escape").up(70, 30);

    expect(d.bench.state).toMatchObject({ painting: null, canUndo: false });
    expect(d.bench.state.stateName).toBe("superpixels.idle");
  });

  it("say so while they are not here", () => {
    const d = work(EMPTY_DOCUMENT, null);
    const notices = heard(d);

    d.click(30, 30);

    expect(notices).toEqual(["cells_not_read"]);
  });
});
