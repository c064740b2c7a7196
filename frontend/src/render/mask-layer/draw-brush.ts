/** What a brush and a sketch look like over the picture. */

import type { ScreenPoint } from "@/model/points";
import { HALO, HALO_OPACITY, HANDLE_FILL } from "../palette";

/** A brush smaller than this on the screen gets a cross beside its circle, in CSS pixels. */
const SMALL = 4;
const CROSS = 9;
const DASH = [4, 3] as const;
const CORNER = 7;

export interface DrawnBrush {
  readonly at: ScreenPoint;
  /** In CSS pixels. */
  readonly radius: number;
  readonly isErasing: boolean;
}

export interface DrawnSketch {
  readonly points: readonly ScreenPoint[];
  /** From the last point to the pointer. */
  readonly way: readonly ScreenPoint[];
  readonly hex: string;
  readonly isSubtracting: boolean;
}

/** `context` is set to CSS pixels. */
export function drawBrush(context: CanvasRenderingContext2D, brush: DrawnBrush): void {
  const { at, radius, isErasing } = brush;
  twice(
    context,
    HANDLE_FILL,
    1.4,
    () => {
      context.beginPath();
      context.arc(at.x, at.y, Math.max(radius, 1), 0, 2 * Math.PI);
      if (radius >= SMALL) return;
      context.moveTo(at.x - CROSS, at.y);
      context.lineTo(at.x - SMALL, at.y);
      context.moveTo(at.x + SMALL, at.y);
      context.lineTo(at.x + CROSS, at.y);
    },
    isErasing,
  );
}

/** `context` is set to CSS pixels. */
export function drawSketch(context: CanvasRenderingContext2D, sketch: DrawnSketch): void {
  const { points, way, hex, isSubtracting } = sketch;
  const trace = () => {
    context.beginPath();
    for (const [index, { x, y }] of [...points, ...way].entries()) {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  twice(context, hex, 2, trace, isSubtracting);
  const [first] = points;
  if (first === undefined) return;
  context.fillStyle = HANDLE_FILL;
  context.strokeStyle = HALO;
  context.lineWidth = 1.2;
  context.beginPath();
  context.rect(first.x - CORNER / 2, first.y - CORNER / 2, CORNER, CORNER);
  context.fill();
  context.stroke();
}

/** Over a dark line that carries it on bright pictures. */
function twice(
  context: CanvasRenderingContext2D,
  hex: string,
  width: number,
  trace: () => void,
  isDashed: boolean,
): void {
  context.lineJoin = "round";
  trace();
  context.globalAlpha = HALO_OPACITY;
  context.strokeStyle = HALO;
  context.lineWidth = width + 2;
  context.setLineDash([]);
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = hex;
  context.lineWidth = width;
  context.setLineDash(isDashed ? [...DASH] : []);
  context.stroke();
  context.setLineDash([]);
}
