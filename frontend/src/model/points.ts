/**
 * Points carry the space they are in, so that a screen pixel cannot be stored as an image pixel.
 * Image pixels: float64, origin at the top-left corner of the top-left pixel, x right, y down.
 * Screen pixels: CSS pixels, origin at the top-left corner of the stage.
 */

declare const space: unique symbol;

interface Point<Space extends string> {
  readonly x: number;
  readonly y: number;
  readonly [space]: Space;
}

export type ImagePoint = Point<"image_px">;
export type ScreenPoint = Point<"screen_px">;

/** Width and height in whole image pixels. */
export interface ImageSize {
  readonly width_px: number;
  readonly height_px: number;
}

/** Width and height of the stage in CSS pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** An upright rectangle in image pixels, `min <= max`. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

// The brand exists for the compiler only, hence the two casts here and nowhere else.
export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;
export const screenPoint = (x: number, y: number): ScreenPoint => ({ x, y }) as ScreenPoint;

export function distanceBetween(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The nearest point of the picture: a pointer that leaves it draws along its edge. */
export function insideImage(point: ImagePoint, size: ImageSize): ImagePoint {
  return imagePoint(
    Math.min(Math.max(point.x, 0), size.width_px),
    Math.min(Math.max(point.y, 0), size.height_px),
  );
}

/** A hundredth of a pixel is finer than any hand; the digits beyond it would be noise on record. */
export function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
