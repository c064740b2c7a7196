import { describe, expect, it } from "vitest";
import { isSameJson } from "./same-json";

describe("what says the same as JSON", () => {
  it("looks past the order of keys, not of lists", () => {
    const one = { shapes: [{ id: "a", at: [1, 2] }], note: null };

    expect(isSameJson(one, { note: null, shapes: [{ at: [1, 2], id: "a" }] })).toBe(true);
    expect(isSameJson(one, { note: null, shapes: [{ at: [2, 1], id: "a" }] })).toBe(false);
  });

  it.each([
    [{}, []],
    [null, {}],
    [{ a: undefined }, { b: 1 }],
    [[1], [1, 2]],
    ["1", 1],
  ])("tells %j from %j", (first, second) => {
    expect(isSameJson(first, second)).toBe(false);
    expect(isSameJson(second, first)).toBe(false);
  });
});
