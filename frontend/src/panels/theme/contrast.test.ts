import { describe, expect, it } from "vitest";
import { HALO, LABEL_COLOURS, TAG_TEXT } from "@/render/palette";
import { contrast } from "./contrast";
import { DARK, LIGHT, NIGHT, STONE, VERDIGRIS, tokenVariables, type Tokens } from "./tokens";

type Pair = [ink: keyof Tokens, ground: keyof Tokens, light: number, dark: number, floor: number];

const TEXT = 4.5;
const MARK = 3;

/** The ratios of the design's table, and the floor under which no pair may ever fall. */
const PAIRS: Pair[] = [
  ["text", "surface", 16.7, 14.6, TEXT],
  ["text", "page", 15.4, 15.9, TEXT],
  ["text2", "surface", 8.0, 9.1, TEXT],
  ["text2", "page", 7.4, 10.0, TEXT],
  ["text3", "surface", 5.7, 6.3, TEXT],
  ["text3", "page", 5.3, 6.9, TEXT],
  ["edge", "surface", 3.7, 4.3, MARK],
  ["edge", "page", 3.4, 4.7, MARK],
  ["accent", "surface", 6.1, 8.3, TEXT],
  ["accent", "page", 5.6, 9.1, TEXT],
  ["accentHover", "surface", 8.1, 10.1, TEXT],
  ["onAccent", "accent", 6.1, 8.2, TEXT],
  ["onAccent", "accentHover", 8.1, 9.8, TEXT],
  ["accent", "soft", 5.1, 6.5, TEXT],
  ["accent", "row", 5.4, 7.6, TEXT],
  ["text2", "soft", 6.7, 7.1, TEXT],
  ["text3", "row", 5.1, 5.7, TEXT],
  ["text2", "sunken", 6.7, 10.3, TEXT],
  ["text3", "sunken", 4.8, 7.1, TEXT],
  ["cautionText", "cautionSoft", 5.8, 8.1, TEXT],
  ["cautionText", "surface", 6.5, 9.4, TEXT],
  ["problemText", "problemSoft", 5.6, 7.1, TEXT],
  ["problemText", "surface", 6.5, 7.7, TEXT],
  ["cautionMark", "surface", 3.6, 7.4, MARK],
  ["problemMark", "surface", 4.4, 5.3, MARK],
  ["chart3", "surface", 3.8, 4.4, MARK],
  ["chart4", "surface", 6.1, 8.3, MARK],
  ["series2", "surface", 6.3, 7.3, MARK],
  ["series3", "surface", 4.7, 8.0, MARK],
  ["series4", "surface", 6.6, 7.2, MARK],
];

describe("colours of the interface", () => {
  it.each(PAIRS)("%s on %s keeps its ratio", (ink, ground, light, dark, floor) => {
    const measured = [LIGHT, DARK].map((tokens) => contrast(tokens[ink], tokens[ground]));

    expect(measured[0]).toBeGreaterThanOrEqual(Math.max(light - 0.1, floor));
    expect(measured[1]).toBeGreaterThanOrEqual(Math.max(dark - 0.1, floor));
  });

  it("gives Mantine the accents at its primary shades", () => {
    expect([VERDIGRIS[7], VERDIGRIS[3]]).toEqual([LIGHT.accent, DARK.accent]);
  });

  it("gives Mantine's placeholder and dimmed shades enough contrast", () => {
    expect(contrast(STONE[6], LIGHT.surface)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(NIGHT[2], DARK.surface)).toBeGreaterThanOrEqual(TEXT);
  });

  it("names the variables as the style sheets read them", () => {
    const names = Object.keys(tokenVariables(LIGHT));

    expect(names).toContain("--gm-text-2");
    expect(names).toContain("--gm-on-accent");
    expect(names).toContain("--gm-caution-soft");
  });
});

describe("colours of labels", () => {
  it.each(LABEL_COLOURS)("$name carries dark text on its tag", ({ hex }) => {
    expect(contrast(TAG_TEXT, hex)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(LABEL_COLOURS)("$name stands out from its halo", ({ hex }) => {
    expect(contrast(HALO, hex)).toBeGreaterThanOrEqual(3.4);
  });
});
