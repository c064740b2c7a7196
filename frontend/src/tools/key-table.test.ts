import { describe, expect, it } from "vitest";
import { chordPressed, chordWords, clashes, holderOf, isReserved, remapped } from "./key-mapping";
import { keysFor } from "./key-places";
import { actionFor, DEFAULT_KEYS } from "./key-table";

const press = (
  key: string,
  code: string,
  held: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {},
) => actionFor({ key, code, ctrl: false, shift: false, alt: false, ...held }, DEFAULT_KEYS, false);

describe("the table of keys", () => {
  it("gives no chord to two actions", () => {
    expect(clashes(DEFAULT_KEYS)).toEqual([]);
  });

  it("notices a clash", () => {
    expect(clashes(remapped(DEFAULT_KEYS, { "tool.box": { key: "v" } }))).toEqual(["v"]);
  });

  it("lets somebody who settles have letters of somebody who draws, not those of looking about", () => {
    const own = (chord: string) => remapped(DEFAULT_KEYS, { "review.accept": { key: chord } });

    expect([clashes(own("b")), clashes(own("f"))]).toEqual([[], ["f"]]);
    expect(holderOf(DEFAULT_KEYS, "review.accept", { key: "b" })).toBeNull();
    expect(holderOf(DEFAULT_KEYS, "review.accept", { key: "f" })).toBe("view.fit");
    expect(holderOf(DEFAULT_KEYS, "review.accept", { key: "3" })).toBe("layer.3");
    expect(holderOf(own(";"), "view.fit", { key: ";" })).toBe("review.accept");
    expect(keysFor(DEFAULT_KEYS, "looking").some(({ group }) => group === "review")).toBe(false);
  });

  it("reads digits by their place, so that layouts with letters there work", () => {
    expect(press("&", "Digit1")).toBe("digit.1");
    expect(press("!", "Digit1", { shift: true })).toBe("digit.11");
    expect(press("0", "Digit0")).toBe("digit.10");
    expect(press("3", "Numpad3")).toBe("digit.3");
  });

  it("reads signs however they are written", () => {
    expect(press("?", "Slash", { shift: true })).toBe("panel.keys");
    expect(press("+", "Equal", { shift: true })).toBe("view.in");
  });

  it("leaves chords of the browser alone", () => {
    expect(press("t", "KeyT", { ctrl: true })).toBeNull();
    expect(press("ArrowLeft", "ArrowLeft", { alt: true })).toBeNull();
    expect(press("b", "KeyB", { ctrl: true })).toBeNull();
  });
});

describe("keys of one's own", () => {
  const held = { ctrl: false, shift: false, alt: false };

  it("take the place of all the usual ones, with their own Shift and Ctrl", () => {
    const keys = remapped(DEFAULT_KEYS, { "shape.delete": { key: "a", shift: true } });
    const action = (key: string, shift = false) =>
      actionFor({ ...held, key, code: key, shift }, keys, false);

    expect(action("A", true)).toBe("shape.delete");
    expect(action("Delete")).toBeNull();
    expect(action("Backspace")).toBeNull();
    expect(action("b")).toBe("tool.box");
    expect(clashes(keys)).toEqual([]);
  });

  it("are refused where another action has them, digits of labels included", () => {
    expect(holderOf(DEFAULT_KEYS, "tool.box", { key: "v" })).toBe("tool.select");
    expect(holderOf(DEFAULT_KEYS, "tool.box", { key: "3" })).toBe("digit.3");
    expect(holderOf(DEFAULT_KEYS, "tool.box", { key: "b" })).toBeNull();
    expect(holderOf(DEFAULT_KEYS, "tool.box", { key: "#" })).toBeNull();
    expect(holderOf(DEFAULT_KEYS, "brush.larger", { key: "a" })).toBeNull();
    expect(isReserved({ key: "t", ctrl: true })).toBe(true);
    expect(isReserved({ key: "F5" })).toBe(true);
  });

  it("leave digits and arrows where they are", () => {
    expect(remapped(DEFAULT_KEYS, { "digit.1": { key: "a" } })).toEqual(DEFAULT_KEYS);
  });

  it("are read from what is pressed, and told as they are written", () => {
    expect(chordPressed({ ...held, key: "Shift", code: "ShiftLeft", shift: true })).toBeNull();
    const chord = chordPressed({ ...held, key: "B", code: "KeyB", shift: true });
    expect(chord).toEqual({ key: "b", shift: true });
    expect(chord && chordWords(chord)).toBe("Shift B");
  });
});

it("a sign that a digit writes with Shift is the digit's", () => {
  const sign = { key: "!", shift: true } as const;
  expect(holderOf(DEFAULT_KEYS, "view.hold_pan", sign, "Digit1")).toBe("digit.11");
  expect(holderOf(DEFAULT_KEYS, "view.hold_pan", sign, "Slash")).toBeNull();
});
