import { describe, expect, it } from "vitest";
import { panned } from "./view-transform";

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
