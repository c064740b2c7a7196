/** Thin lines over the picture: at its pixels once these are large, else every 10, 100, ... */

import type { ImageSize, Viewport } from "@/model/points";
import { visibleBounds, type ViewTransform } from "@/model/view-transform";
import { HALO, HANDLE_FILL } from "./palette";

/** Lines lie no closer than this, in CSS pixels. */
const CLOSEST = 24;
const LINES = [
  [HALO, 3, 0.28],
  [HANDLE_FILL, 1, 0.6],
] as const;

/** Image pixels between two lines: 1, 2, 5, 10, 20, 50, ... */
export function gridStep(scale: number): number {
  const least = CLOSEST / scale;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= least) ?? least;
  return Math.max(1, Math.round(step));
}

/** `context` is set to CSS pixels of the plane. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  view: ViewTransform,
  viewport: Viewport,
  image: ImageSize,
): void {
  const step = gridStep(view.scale);
  const seen = visibleBounds(view, viewport);
  const [left, right] = within(seen.minX, seen.maxX, image.width_px);
  const [top, bottom] = within(seen.minY, seen.maxY, image.height_px);
  const across = (x: number) => Math.round(x * view.scale + view.x) + 0.5;
  const down = (y: number) => Math.round(y * view.scale + view.y) + 0.5;
  context.beginPath();
  for (let x = Math.ceil(left / step) * step; x <= right; x += step) {
    context.moveTo(across(x), down(top));
    context.lineTo(across(x), down(bottom));
  }
  for (let y = Math.ceil(top / step) * step; y <= bottom; y += step) {
    context.moveTo(across(left), down(y));
    context.lineTo(across(right), down(y));
  }
  for (const [hex, width, opacity] of LINES) {
    context.globalAlpha = opacity;
    context.strokeStyle = hex;
    context.lineWidth = width;
    context.stroke();
  }
  context.globalAlpha = 1;
}

function within(from: number, to: number, length: number): readonly [number, number] {
  return [Math.max(from, 0), Math.min(to, length)];
}
