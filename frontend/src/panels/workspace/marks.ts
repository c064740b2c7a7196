/** Places on the picture, in image pixels, at which somebody says that something is wrong. */

import type { ImageSize } from "@/model/points";

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export const MOST_MARKS = 20;

/** The mark at a place that lies on the picture, to a tenth of a pixel. */
export function placed(mark: Mark, x: number, y: number, size: ImageSize): Mark {
  return { ...mark, x: within(x, size.width_px), y: within(y, size.height_px) };
}

export function isOn(x: number, y: number, size: ImageSize): boolean {
  return x >= 0 && y >= 0 && x <= size.width_px && y <= size.height_px;
}

function within(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
}
