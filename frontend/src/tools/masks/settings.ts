/** How masks are painted and shown; of the person at work, not of the document. */

import type { ImagePoint, ImageSize } from "@/model/points";
import type { MaskGeometry } from "@/model/shapes/mask";
import type { Region } from "@/model/masks/region";

export interface MaskSettings {
  /** Diameter of brush and eraser, in image pixels. */
  readonly brushPx: number;
  /** How far a colour may be from the one that was pressed, from 0 to 255 in any channel. */
  readonly tolerance: number;
  /** Area, scissors, wand and fill take away instead of adding. */
  readonly takesAway: boolean;
  /** What is painted is taken from all masks below. */
  readonly removesUnderlying: boolean;
  readonly colouring: "class" | "instance";
  /** Opacity of a resting mask, from 0 to 1. */
  readonly opacity: number;
  /** Pixels that no mask holds are darkened. */
  readonly showsUnlabelled: boolean;
}

/** A mask in the hand: shown, not yet in the document. */
export interface Painting {
  /** The mask being changed, or null for a new one. */
  readonly shapeId: string | null;
  readonly label: string;
  readonly region: Region;
  /** Where a brush moved by keys is; null when it follows the pointer. */
  readonly at: ImagePoint | null;
}

/** Corners set so far, and the way from the last one to the pointer. */
export interface Sketch {
  readonly points: readonly ImagePoint[];
  readonly way: readonly ImagePoint[];
  readonly label: string;
  readonly isSubtracting: boolean;
}

/** A new mask, another geometry, or none any more. */
export interface MaskEdit {
  readonly shapeId: string | null;
  readonly label: string;
  readonly geometry: MaskGeometry | null;
}

const BRUSH_SHARE = 0.04;
export const LARGEST_BRUSH_PX = 1000;
const SIZE_STEP = 1.25;

export function defaultSettings({ width_px, height_px }: ImageSize): MaskSettings {
  const brushPx = Math.max(1, Math.round(Math.min(width_px, height_px) * BRUSH_SHARE));
  return {
    brushPx,
    tolerance: 24,
    takesAway: false,
    removesUnderlying: false,
    colouring: "class",
    opacity: 0.4,
    showsUnlabelled: false,
  };
}

/** A step larger (1) or smaller (-1), by at least one pixel. */
export function steppedBrush(brushPx: number, steps: number): number {
  const next = Math.round(brushPx * SIZE_STEP ** steps);
  const moved = next === brushPx ? brushPx + Math.sign(steps) : next;
  return Math.min(Math.max(moved, 1), LARGEST_BRUSH_PX);
}
