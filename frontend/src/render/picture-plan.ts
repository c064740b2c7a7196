/** How large the picture is laid out, so that the browser draws it once and then only moves it. */

import type { ImageSize } from "@/model/points";
import { levelFor } from "@/model/tiles";
import { PIXELATED_FROM_SCALE } from "@/model/view-transform";

/** Beyond, in CSS pixels a side, a layer of the picture's own would be too large to keep. */
const LARGEST_LAYER = 16_000;
/** Seen larger than this beside the size it was laid out in, the picture looks soft. */
const MOST_ENLARGED = 2;
/** Seen smaller, there is too much of it: what is put together in a frame grows with its square. */
const MOST_REDUCED = 1.4;

/** Whether the browser may keep the picture, drawn at this scale, as a layer of its own. */
export function isLayer(scale: number, { width_px, height_px }: ImageSize): boolean {
  return Math.max(width_px, height_px) * scale <= LARGEST_LAYER;
}

/**
 * CSS pixels per image pixel in which the picture is laid out when it is seen at `scale`; the rest
 * is a transform's. `laid` is what it is laid out in now: zooming goes on with that for a while,
 * for to lay it out is to draw it. Pixels that are to be seen as such are never blown up.
 */
export function laidScaleFor(scale: number, laid: number | null, image: ImageSize): number {
  if (!isLayer(scale, image)) return 1;
  if (laid === null || scale >= PIXELATED_FROM_SCALE) return scale;
  return scale / laid > MOST_ENLARGED || laid / scale > MOST_REDUCED ? scale : laid;
}

/**
 * The level of the tiles to show when a pixel of the picture is seen over `screenPixels`. `shown` is
 * the one in sight, null once the hand rests: while it zooms in, finer tiles wait until those are
 * seen enlarged too far, for each that comes is read and drawn, in the middle of a movement.
 */
export function tileLevelFor(screenPixels: number, shown: number | null, image: ImageSize): number {
  const fitting = levelFor(screenPixels, image);
  if (shown === null || fitting >= shown) return fitting;
  return screenPixels * 2 ** shown > MOST_ENLARGED ? fitting : shown;
}
