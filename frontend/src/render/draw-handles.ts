/** Handles: white squares with a dark edge, circles by touch; the held one takes the label's colour. */

import type { ScreenPoint } from "@/model/points";
import { HANDLE_EDGE, HANDLE_FILL } from "./palette";

const SQUARE = 7;
const CIRCLE = 12;
const HELD_LARGER_BY = 3;

export interface DrawnHandle {
  readonly at: ScreenPoint;
  readonly isHeld: boolean;
}

/** `context` is set to CSS pixels. */
export function drawHandles(
  context: CanvasRenderingContext2D,
  handles: readonly DrawnHandle[],
  hex: string,
  isByTouch: boolean,
): void {
  context.lineWidth = 1.2;
  context.strokeStyle = HANDLE_EDGE;
  for (const { at, isHeld } of handles) {
    const size = (isByTouch ? CIRCLE : SQUARE) + (isHeld ? HELD_LARGER_BY : 0);
    context.beginPath();
    if (isByTouch) context.arc(at.x, at.y, size / 2, 0, 2 * Math.PI);
    else context.rect(at.x - size / 2, at.y - size / 2, size, size);
    context.fillStyle = isHeld ? hex : HANDLE_FILL;
    context.fill();
    context.stroke();
  }
}
