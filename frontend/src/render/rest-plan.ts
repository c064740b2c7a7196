/** When the bitmap of the resting shapes may be moved, and when it must be drawn again. */

import type { Viewport } from "@/model/points";
import type { ViewTransform } from "@/model/view-transform";
import { MAX_CANVAS_PIXELS } from "./drawing";

/** Drawn this much beyond the stage on every side, as a share of it. */
const OVERSCAN_SHARE = 0.25;
/** Strokes and tags look wrong when their bitmap is scaled further than this. */
const MAX_SCALE_DRIFT = 1.5;

export interface Overscan {
  readonly x: number;
  readonly y: number;
}

/** Canvas pixels per CSS pixel: the screen's own, unless the stage alone would be too large then. */
export function ratioFor(viewport: Viewport, screenRatio: number): number {
  return Math.min(screenRatio, Math.sqrt(MAX_CANVAS_PIXELS / (viewport.width * viewport.height)));
}

/** Less on very large screens, so that the canvas stays within what browsers allow. */
export function overscanFor(viewport: Viewport, ratio: number): Overscan {
  const room = MAX_CANVAS_PIXELS / (viewport.width * viewport.height * ratio * ratio);
  const share = Math.min(OVERSCAN_SHARE, Math.max(0, (Math.sqrt(room) - 1) / 2));
  return { x: Math.floor(viewport.width * share), y: Math.floor(viewport.height * share) };
}

/** Where the bitmap drawn for `drawn` lies when `now` is shown: a CSS translation and scale. */
export function bitmapPlace(
  drawn: ViewTransform,
  now: ViewTransform,
  overscan: Overscan,
): { readonly x: number; readonly y: number; readonly scale: number } {
  const scale = now.scale / drawn.scale;
  return {
    scale,
    x: now.x - scale * (drawn.x + overscan.x),
    y: now.y - scale * (drawn.y + overscan.y),
  };
}

/** True when moving the bitmap would show that it is one: blurred strokes or a missing edge. */
export function mustRedraw(
  drawn: ViewTransform,
  now: ViewTransform,
  overscan: Overscan,
  viewport: Viewport,
): boolean {
  const place = bitmapPlace(drawn, now, overscan);
  const drift = Math.max(place.scale, 1 / place.scale);
  if (drift > MAX_SCALE_DRIFT) return true;
  const width = (viewport.width + 2 * overscan.x) * place.scale;
  const height = (viewport.height + 2 * overscan.y) * place.scale;
  const covers =
    place.x <= 0 &&
    place.y <= 0 &&
    place.x + width >= viewport.width &&
    place.y + height >= viewport.height;
  // Zooming out always uncovers an edge; up to the allowed drift the idle redraw fills it.
  return !covers && place.scale >= 1;
}

/**
 * The view with its origin on a pixel of the screen: what lies between two pixels is mixed anew
 * with every frame, which makes it slow and soft. Nothing moves by more than half a pixel.
 */
export function snapped(view: ViewTransform, ratio: number): ViewTransform {
  const whole = (value: number) => Math.round(value * ratio) / ratio;
  return { ...view, x: whole(view.x), y: whole(view.y) };
}

export function isSameView(a: ViewTransform, b: ViewTransform): boolean {
  return a.scale === b.scale && a.x === b.x && a.y === b.y;
}
