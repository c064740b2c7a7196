/** How picture and shapes are shown to the person at work; nothing of it is in the document. */

import type { LevelBits, LevelWindow } from "@/model/levels/window";

export interface PictureLook {
  /** Factors, 1 for as it is. */
  readonly brightness: number;
  readonly contrast: number;
  readonly gamma: number;
  readonly saturation: number;
  readonly isInverted: boolean;
  /** Of a grey picture; null for the one it is usually shown through. */
  readonly window: LevelWindow | null;
  /** The levels of the picture for which the window was chosen. */
  readonly windowBits: LevelBits;
  /** The next pictures are shown through the same window. */
  readonly isWindowKept: boolean;
  /** Opacity of the fill of resting shapes, from 0 to 1; null for the usual one. */
  readonly fill: number | null;
  /** Lines over the picture, at its pixels once they are large enough. */
  readonly hasGrid: boolean;
  /** A small picture of the whole, while a part is shown. */
  readonly hasMap: boolean;
}

export const PLAIN_LOOK: PictureLook = {
  brightness: 1,
  contrast: 1,
  gamma: 1,
  saturation: 1,
  isInverted: false,
  window: null,
  windowBits: 16,
  isWindowKept: false,
  fill: null,
  hasGrid: false,
  hasMap: true,
};

/** What is either on or off. */
export type LookSwitch = "hasGrid" | "hasMap" | "isWindowKept";
