/**
 * Where the picture lies on the stage: `screen = image * scale + offset`.
 * `scale` is CSS pixels per image pixel; `x`, `y` is the screen position of the image's origin.
 */

import {
  imagePoint,
  screenPoint,
  type Bounds,
  type ImagePoint,
  type ImageSize,
  type ScreenPoint,
  type Viewport,
} from "./points";

export interface ViewTransform {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** One image pixel is at most this wide, in CSS pixels. */
export const MAX_SCALE = 40;
/** From here on the pixels of the picture are shown as squares. */
export const PIXELATED_FROM_SCALE = 8;
/** The picture may shrink to this share of the size at which it fits. */
const SMALLEST_SHARE_OF_FIT = 0.5;
/** At least this much of the picture stays on the stage, in CSS pixels. */
const KEPT_IN_SIGHT = 48;

export function toScreen(view: ViewTransform, point: ImagePoint): ScreenPoint {
  return screenPoint(point.x * view.scale + view.x, point.y * view.scale + view.y);
}

export function toImage(view: ViewTransform, point: ScreenPoint): ImagePoint {
  return imagePoint((point.x - view.x) / view.scale, (point.y - view.y) / view.scale);
}

/** CSS pixels kept free along each side of the stage, for what floats there. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** The whole picture, centred in what the insets leave. */
export function fitted(image: ImageSize, viewport: Viewport, insets: Insets): ViewTransform {
  const width = Math.max(viewport.width - insets.left - insets.right, 1);
  const height = Math.max(viewport.height - insets.top - insets.bottom, 1);
  const scale = Math.min(width / image.width_px, height / image.height_px, MAX_SCALE);
  return {
    scale,
    x: insets.left + (width - image.width_px * scale) / 2,
    y: insets.top + (height - image.height_px * scale) / 2,
  };
}

export function smallestScale(image: ImageSize, viewport: Viewport): number {
  return Math.min(fitted(image, viewport, NO_INSETS).scale * SMALLEST_SHARE_OF_FIT, 1);
}

/** Zooms by `factor` so that what is under `about` stays under it. */
export function zoomedAbout(
  view: ViewTransform,
  about: ScreenPoint,
  factor: number,
  image: ImageSize,
  viewport: Viewport,
): ViewTransform {
  const least = smallestScale(image, viewport);
  const scale = Math.min(Math.max(view.scale * factor, least), MAX_SCALE);
  const ratio = scale / view.scale;
  const moved = {
    scale,
    x: about.x - (about.x - view.x) * ratio,
    y: about.y - (about.y - view.y) * ratio,
  };
  return keptInSight(moved, image, viewport);
}

export function pannedBy(
  view: ViewTransform,
  dx: number,
  dy: number,
  image: ImageSize,
  viewport: Viewport,
): ViewTransform {
  return keptInSight({ ...view, x: view.x + dx, y: view.y + dy }, image, viewport);
}

/** The least pan that brings `bounds` onto the stage, with a margin; none when it is there. */
export function panned(
  view: ViewTransform,
  bounds: Bounds,
  viewport: Viewport,
  margin: number,
): ViewTransform {
  return {
    ...view,
    x: view.x + shiftInto(bounds.minX, bounds.maxX, view.x, view.scale, viewport.width, margin),
    y: view.y + shiftInto(bounds.minY, bounds.maxY, view.y, view.scale, viewport.height, margin),
  };
}

/** The part of the picture's plane the stage shows, in image pixels. */
export function visibleBounds(view: ViewTransform, viewport: Viewport): Bounds {
  const from = toImage(view, screenPoint(0, 0));
  const to = toImage(view, screenPoint(viewport.width, viewport.height));
  return { minX: from.x, minY: from.y, maxX: to.x, maxY: to.y };
}

function shiftInto(
  min: number,
  max: number,
  offset: number,
  scale: number,
  length: number,
  margin: number,
): number {
  const from = min * scale + offset;
  const to = max * scale + offset;
  if (from >= 0 && to <= length) return 0;
  if (from < margin) return margin - from;
  if (to > length - margin) return Math.max(length - margin - to, margin - from);
  return 0;
}

function keptInSight(view: ViewTransform, image: ImageSize, viewport: Viewport): ViewTransform {
  const width = image.width_px * view.scale;
  const height = image.height_px * view.scale;
  return {
    scale: view.scale,
    x: Math.min(Math.max(view.x, KEPT_IN_SIGHT - width), viewport.width - KEPT_IN_SIGHT),
    y: Math.min(Math.max(view.y, KEPT_IN_SIGHT - height), viewport.height - KEPT_IN_SIGHT),
  };
}

/** Fitted to the stage, an edge may lie beyond it by what arithmetic rounds. */
const ROUNDING_PX = 0.01;

/** Whether nothing of the picture lies outside what is visible. */
export function isAllSeen({ minX, minY, maxX, maxY }: Bounds, image: ImageSize): boolean {
  return (
    Math.max(minX, minY) <= ROUNDING_PX &&
    maxX >= image.width_px - ROUNDING_PX &&
    maxY >= image.height_px - ROUNDING_PX
  );
}
