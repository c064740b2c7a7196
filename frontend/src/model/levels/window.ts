/**
 * The window of a grey picture: the levels that are shown as black and as white. What lies between
 * is spread over 256 greys. A window may reach past the levels there are.
 */

export const LAST_LEVEL = 65_535;
/** What a picture of 8 bits is shown through when nobody chose another: all there is. */
export const ALL_BYTES = { low: 0, high: 255 } as const;

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

/** Whether levels go from 0 to 255, or further: the window of the one is nonsense for the other. */
export type LevelBits = 8 | 16;

/** What is known of the levels of a picture. */
export interface PictureLevels {
  readonly bits: LevelBits;
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

/** The window of a look that is shown: null where it was chosen for pictures of other levels. */
export function windowOf(
  look: { readonly window: LevelWindow | null; readonly windowBits: LevelBits },
  levels: PictureLevels | null,
): LevelWindow | null {
  return levels !== null && look.windowBits === levels.bits ? look.window : null;
}

function between(low: number, high: number): LevelWindow {
  return { low, high: Math.max(high, low + 1) };
}
