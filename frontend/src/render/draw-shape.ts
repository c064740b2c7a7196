/** A shape on a photograph: a fill, a dark halo for bright images, the colour for dark ones. */

import type { Context2D } from "./drawing";
import {
  FILL_CHOSEN_OPACITY,
  HALO,
  HALO_OPACITY,
  HALO_WIDTH_PX,
  HANDLE_FILL,
  STROKE_CHOSEN_PX,
  STROKE_PX,
} from "./palette";
import type { ShapeLook, StrokeForm } from "./scene";

/** A dashed stroke, in CSS pixels: labels from the 13th on, and known answers. */
const DASH = [6, 4] as const;
const CONSENSUS_STROKE_PX = 3;

export interface Stroke {
  readonly form: StrokeForm;
  readonly isChosen: boolean;
  /** Opacity of the fill, from 0 to 1; null for what has no inside. */
  readonly fill: number | null;
}

/** A canvas fills an open line as if it were closed. */
export function fillOf(kind: string, opacity: number): number | null {
  return kind === "polyline" ? null : opacity;
}

/**
 * `context` is set to image pixels, `scale` is CSS pixels per image pixel: widths are divided by it
 * so that a stroke is as wide on the screen at every zoom.
 */
export function drawShape(
  context: Context2D,
  path: Path2D,
  look: ShapeLook,
  stroke: Stroke,
  scale: number,
): void {
  const hex = stroke.form === "consensus" ? HANDLE_FILL : look.hex;
  const width = widthOf(stroke);
  // On a line this thin they look alike, and a round one takes half as long again.
  context.lineJoin = stroke.isChosen ? "round" : "bevel";
  if (stroke.fill !== null)
    fill(
      context,
      path,
      hex,
      stroke.isChosen ? Math.max(stroke.fill, FILL_CHOSEN_OPACITY) : stroke.fill,
    );
  context.setLineDash([]);
  context.globalAlpha = HALO_OPACITY;
  context.strokeStyle = HALO;
  context.lineWidth = (width + 2 * HALO_WIDTH_PX) / scale;
  context.stroke(path);
  context.globalAlpha = 1;
  context.strokeStyle = hex;
  context.lineWidth = width / scale;
  if (look.isDashed || stroke.form === "reference")
    context.setLineDash(DASH.map((length) => length / scale));
  context.stroke(path);
  context.setLineDash([]);
}

/** The line alone, for one frame: half of the work, and nothing is where it will not stay. */
export function sketchShape(
  context: Context2D,
  path: Path2D,
  look: ShapeLook,
  stroke: Stroke,
  scale: number,
): void {
  context.lineJoin = "bevel";
  context.globalAlpha = 1;
  context.strokeStyle = stroke.form === "consensus" ? HANDLE_FILL : look.hex;
  context.lineWidth = widthOf(stroke) / scale;
  context.stroke(path);
}

function widthOf({ form, isChosen }: Stroke): number {
  if (form === "consensus") return isChosen ? CONSENSUS_STROKE_PX : STROKE_CHOSEN_PX;
  return isChosen ? STROKE_CHOSEN_PX : STROKE_PX;
}

function fill(context: Context2D, path: Path2D, hex: string, opacity: number): void {
  if (opacity === 0) return;
  context.globalAlpha = opacity;
  context.fillStyle = hex;
  context.fill(path, "evenodd");
  context.globalAlpha = 1;
}
