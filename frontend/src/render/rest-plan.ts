/** When the bitmap of the resting shapes may be moved, and when it must be drawn again. */

import type { ImageSize, Viewport } from "@/model/points";
import type { ViewTransform } from "@/model/view-transform";
import { MAX_CANVAS_PIXELS } from "./drawing";

/** Drawn this much beyond the stage on every side, as a share of it. */
const OVERSCAN_SHARE = 0.25;
/** Strokes and tags look wrong when their bitmap is scaled further than this. */
const MAX_SCALE_DRIFT = 2;

/** Strokes reach so far past the picture, in CSS pixels. */
const EDGE = 30;

export interface Overscan {
  readonly x: number;
  readonly y: number;
}

/** Canvas pixels per CSS pixel: the screen's own, unless the stage alone would be too large then. */
export function ratioFor(viewport: Viewport, screenRatio: number): number {
  return Math.min(screenRatio, Math.sqrt(MAX_CANVAS_PIXELS / (viewport.width * viewport.height)));
}

/**
 * Less on very large screens, so that the canvas stays within what browsers allow; no more than
 * the picture has beyond the stage, and what strokes need. Whole pixels of the canvas: what is drawn
 * on whole ones is shown on whole ones.
 */
export function overscanFor(
  viewport: Viewport,
  ratio: number,
  view: ViewTransform,
  image: ImageSize,
): Overscan {
  const room = MAX_CANVAS_PIXELS / (viewport.width * viewport.height * ratio * ratio);
  const share = Math.min(OVERSCAN_SHARE, Math.max(0, (Math.sqrt(room) - 1) / 2));
  const { left, top, right, bottom } = pictureIn(view, image);
  const across = Math.max(-left, right - viewport.width, 0) + EDGE;
  const down = Math.max(-top, bottom - viewport.height, 0) + EDGE;
  const whole = (value: number) => Math.floor(value * ratio) / ratio;
  return {
    x: whole(Math.min(viewport.width * share, across)),
    y: whole(Math.min(viewport.height * share, down)),
  };
}

/** Where the picture lies on the plane, in CSS pixels. */
function pictureIn({ scale, x, y }: ViewTransform, image: ImageSize) {
  return {
    left: x,
    top: y,
    right: x + image.width_px * scale,
    bottom: y + image.height_px * scale,
  };
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

/**
 * True when moving the bitmap would show that it is one: blurred strokes or a missing edge. Where
 * it holds the picture too, no edge may be missing at all.
 */
export function mustRedraw(
  drawn: ViewTransform,
  now: ViewTransform,
  overscan: Overscan,
  viewport: Viewport,
  image: ImageSize,
  hasPicture = false,
): boolean {
  const place = bitmapPlace(drawn, now, overscan);
  const drift = Math.max(place.scale, 1 / place.scale);
  if (drift > MAX_SCALE_DRIFT) return true;
  const width = (viewport.width + 2 * overscan.x) * place.scale;
  const height = (viewport.height + 2 * overscan.y) * place.scale;
  const seen = pictureIn(now, image);
  // Beyond the picture there is nothing that the bitmap could lack.
  const covers =
    place.x <= Math.max(seen.left, 0) &&
    place.y <= Math.max(seen.top, 0) &&
    place.x + width >= Math.min(seen.right, viewport.width) &&
    place.y + height >= Math.min(seen.bottom, viewport.height);
  // Zooming out always uncovers an edge; up to the allowed drift the idle redraw fills it.
  return !covers && (hasPicture || place.scale >= 1);
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
