/** The tag of a shape: its digit, and the name when it is chosen. A cluster's number is a disc. */

import type { Bounds, ScreenPoint } from "@/model/points";
import { screenPoint } from "@/model/points";
import { cornerSeen, type StagePlace } from "@/model/turn";
import { HALO, HANDLE_FILL, TAG_TEXT } from "./palette";

const FONT = '600 11px "Inter Variable", Inter, system-ui, sans-serif';
const HEIGHT = 18;
const PADDING = 5;
const RADIUS = 4;
/** Between the outline and the tag, in CSS pixels. */
const GAP = 4;

/** Above the top-left corner, or inside it where the picture's top is cut off by the stage. */
export function tagPlace(
  bounds: Bounds,
  toSeen: (x: number, y: number) => StagePlace,
): ScreenPoint {
  const corner = cornerSeen(bounds, toSeen);
  const above = corner.y - GAP - HEIGHT;
  return screenPoint(Math.max(corner.x - 1, 2), above >= 2 ? above : Math.max(corner.y + GAP, 2));
}

/** `context` is set to CSS pixels. */
export function drawTag(
  context: CanvasRenderingContext2D,
  place: ScreenPoint,
  text: string,
  hex: string,
): void {
  context.font = FONT;
  const width = Math.max(HEIGHT, widthOf(context, text) + 2 * PADDING);
  context.beginPath();
  context.roundRect(place.x, place.y, width, HEIGHT, RADIUS);
  context.fillStyle = hex;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = HALO;
  context.stroke();
  write(context, text, place.x + width / 2, place.y + HEIGHT / 2, TAG_TEXT);
}

export function drawDisc(
  context: CanvasRenderingContext2D,
  place: ScreenPoint,
  text: string,
  isChosen: boolean,
): void {
  context.font = FONT;
  const radius = HEIGHT / 2 + 2;
  const middle = { x: place.x + radius, y: place.y + radius - 2 };
  context.beginPath();
  context.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
  context.fillStyle = isChosen ? HANDLE_FILL : HALO;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = isChosen ? HALO : HANDLE_FILL;
  context.stroke();
  write(context, text, middle.x, middle.y, isChosen ? HALO : HANDLE_FILL);
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  hex: string,
): void {
  context.fillStyle = hex;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const known = widths.get(text) ?? context.measureText(text).width;
  widths.set(text, known);
  return known;
}
