/**
 * The window of a grey picture of more than 8 bits: the levels that are shown as black and as
 * white. What lies between is spread over 256 greys. A window may reach past the levels there are.
 */

export const LAST_LEVEL = 65_535;

export interface LevelWindow {
  readonly low: number;
  /** Above `low`, by 1 at least. */
  readonly high: number;
}

/** What was counted on a picture. */
export interface LevelFacts {
  readonly lowest: number;
  readonly highest: number;
  /** The level below which half of the pixels are. */
  readonly median: number;
  /** How many pixels lie in each of equal parts between the lowest and the highest level. */
  readonly bins: readonly number[];
}

/** What is known of the levels of a picture. */
export interface PictureLevels {
  /** The window it is shown through when nobody chose another. */
  readonly usual: LevelWindow;
  /** Null until all levels are here. */
  readonly facts: LevelFacts | null;
  /** They did not come: the picture is shown in 256 levels, however the window is set. */
  readonly hasFailed: boolean;
  /** Somebody asked for them by a key; a window that is moved asks by itself. */
  readonly isAwaited: boolean;
}

export type WindowPreset = "usual" | "whole" | "dark" | "bright";
export type WindowStep = "narrower" | "wider" | "brighter" | "darker";

const WIDTH_FACTOR = 1.25;
/** Of the width of the window. */
const MOVED_SHARE = 0.1;

export const widthOf = ({ low, high }: LevelWindow): number => high - low;
export const middleOf = ({ low, high }: LevelWindow): number => (low + high) / 2;

/** The window of a middle and a width, both brought into the levels there are. */
export function windowAt(middle: number, width: number): LevelWindow {
  const wide = Math.min(Math.max(Math.round(width), 1), LAST_LEVEL);
  const low = Math.floor(Math.min(Math.max(middle, 0), LAST_LEVEL) - wide / 2 + 0.5);
  return { low, high: low + wide };
}

/** One step on: narrower has more contrast; brighter shows darker levels. */
export function steppedWindow(window: LevelWindow, step: WindowStep): LevelWindow {
  const [middle, width] = [middleOf(window), widthOf(window)];
  const moved = Math.max(1, width * MOVED_SHARE);
  switch (step) {
    case "narrower":
      return windowAt(middle, Math.min(width / WIDTH_FACTOR, width - 1));
    case "wider":
      return windowAt(middle, Math.max(width * WIDTH_FACTOR, width + 1));
    case "brighter":
      return windowAt(middle - moved, width);
    case "darker":
      return windowAt(middle + moved, width);
  }
}

/** The windows that are offered by name; what must be counted first is not offered before. */
export function presetsOf({
  usual,
  facts,
}: PictureLevels): readonly (readonly [WindowPreset, LevelWindow])[] {
  if (facts === null) return [["usual", usual]];
  const { lowest, highest, median } = facts;
  return [
    ["usual", usual],
    ["whole", between(lowest, highest)],
    ["dark", between(lowest, median)],
    ["bright", between(median, highest)],
  ];
}

/** The preset after the one in use; the first after a window that is none of them. */
export function nextPreset(levels: PictureLevels, window: LevelWindow): LevelWindow {
  const presets = presetsOf(levels);
  const at = presets.findIndex(([, preset]) => isSameWindow(preset, window));
  return presets[(at + 1) % presets.length]?.[1] ?? levels.usual;
}

export function isSameWindow(one: LevelWindow, other: LevelWindow): boolean {
  return one.low === other.low && one.high === other.high;
}

function between(low: number, high: number): LevelWindow {
  return { low, high: Math.max(high, low + 1) };
}
