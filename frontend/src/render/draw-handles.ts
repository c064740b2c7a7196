/** Handles: white squares with a dark edge, circles by touch; the held one takes the label's colour. */

import type { ScreenPoint } from "@/model/points";
import type { HandleRole } from "@/model/shapes/kind";
import { HANDLE_EDGE, HANDLE_FILL } from "./palette";

const SQUARE = 7;
const CIRCLE = 12;
const HELD_LARGER_BY = 3;

/** Where a point can be put in: half there, so that points themselves stand out. */
const BETWEEN_SHARE = 0.7;
const BETWEEN_OPACITY = 0.75;
const SNAP_RADIUS = 9;

export interface DrawnHandle {
  readonly at: ScreenPoint;
  readonly role: HandleRole;
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
  for (const { at, isHeld, role } of handles) {
    const share = role === "between" ? BETWEEN_SHARE : 1;
    const size = (isByTouch ? CIRCLE : SQUARE) * share + (isHeld ? HELD_LARGER_BY : 0);
    context.globalAlpha = role === "between" ? BETWEEN_OPACITY : 1;
    context.beginPath();
    if (isByTouch || role !== "point") context.arc(at.x, at.y, size / 2, 0, 2 * Math.PI);
    else context.rect(at.x - size / 2, at.y - size / 2, size, size);
    context.fillStyle = isHeld ? hex : HANDLE_FILL;
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** A ring where a point was drawn to a neighbour. */
export function drawSnap(context: CanvasRenderingContext2D, at: ScreenPoint): void {
  for (const [hex, width] of [
    [HANDLE_EDGE, 4],
    [HANDLE_FILL, 2],
  ] as const) {
    context.beginPath();
    context.arc(at.x, at.y, SNAP_RADIUS, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = hex;
    context.stroke();
  }
}
