import { describe, expect, it } from "vitest";
import { fitted, isAllSeen, NO_INSETS, panned, visibleBounds } from "./view-transform";

const VIEW = { scale: 2, x: 10, y: 20 };
const STAGE = { width: 400, height: 300 };
const MARGIN = 40;

/** Of a shape that is 20 wide and high. */
const at = (x: number, y: number) => ({ minX: x, minY: y, maxX: x + 20, maxY: y + 20 });

describe("what is chosen is brought into sight", () => {
  it.each([
    ["at the edge of a picture that is seen whole", at(0, 0)],
    ["in the middle", at(100, 60)],
    ["at the other edge", at(170, 115)],
  ])("and nothing moves where it is in sight: %s", (_, bounds) => {
    expect(panned(VIEW, bounds, STAGE, MARGIN)).toEqual(VIEW);
  });

  it("with room round it where a part of it is not", () => {
    expect(panned(VIEW, at(-6, 60), STAGE, MARGIN)).toEqual({ ...VIEW, x: 52 });
    expect(panned(VIEW, at(180, 200), STAGE, MARGIN)).toEqual({ ...VIEW, x: -40, y: -180 });
  });
});

it("a picture that is fitted is seen whole at every width of a stage, and moved it is not", () => {
  const image = { width_px: 378, height_px: 504 };
  for (let width = 320; width < 460; width += 1) {
    const stage = { width, height: 680 };
    const view = fitted(image, stage, NO_INSETS);
    const moved = { ...view, x: view.x - 1 };

    expect(isAllSeen(visibleBounds(view, stage), image), String(width)).toBe(true);
    expect(isAllSeen(visibleBounds(moved, stage), image), String(width)).toBe(false);
  }
});
