import { describe, expect, it } from "vitest";
import { actionFor, clashes, DEFAULT_KEYS, remapped } from "./key-table";

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
    expect(clashes(remapped(DEFAULT_KEYS, { "tool.box": "v" }))).toEqual(["v"]);
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
