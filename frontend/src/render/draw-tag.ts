/** The tag of a shape: its digit, and the name when it is chosen. A cluster's number is a disc. */

import type { Bounds, ScreenPoint } from "@/model/points";
import { screenPoint } from "@/model/points";
import { cornerSeen, type StagePlace } from "@/model/turn";
import type { Context2D } from "./drawing";
import { HALO, HANDLE_FILL, TAG_TEXT } from "./palette";
import type { ShapeLook } from "./scene";

const FONT = '600 11px "Inter Variable", Inter, system-ui, sans-serif';
export const TAG_HEIGHT = 18;
export const DISC_RADIUS = TAG_HEIGHT / 2 + 2;
const PADDING = 5;
const RADIUS = 4;
/** No letter of a tag is wider, in CSS pixels. */
const WIDEST_LETTER = 13;
/** Between the outline and the tag, in CSS pixels. */
const GAP = 4;

/** Above the top-left corner, or inside it where the picture's top is cut off by the stage. */
export function tagPlace(
  bounds: Bounds,
  toSeen: (x: number, y: number) => StagePlace,
): ScreenPoint {
  const corner = cornerSeen(bounds, toSeen);
  const above = corner.y - GAP - TAG_HEIGHT;
  return screenPoint(Math.max(corner.x - 1, 2), above >= 2 ? above : Math.max(corner.y + GAP, 2));
}

/** Of a chosen shape's tag, without asking a canvas. */
export function tagWidthAtMost({ tag, name }: ShapeLook): number {
  return Math.max(TAG_HEIGHT, (tag.length + 1 + name.length) * WIDEST_LETTER + 2 * PADDING);
}

/** `context` is set to CSS pixels. */
export function drawTag(context: Context2D, place: ScreenPoint, text: string, hex: string): void {
  context.font = FONT;
  const width = Math.max(TAG_HEIGHT, widthOf(context, text) + 2 * PADDING);
  context.beginPath();
  context.roundRect(place.x, place.y, width, TAG_HEIGHT, RADIUS);
  context.fillStyle = hex;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = HALO;
  context.stroke();
  write(context, text, place.x + width / 2, place.y + TAG_HEIGHT / 2, TAG_TEXT);
}

export function drawDisc(
  context: Context2D,
  place: ScreenPoint,
  text: string,
  isChosen: boolean,
): void {
  context.font = FONT;
  const middle = { x: place.x + DISC_RADIUS, y: place.y + DISC_RADIUS - 2 };
  context.beginPath();
  context.arc(middle.x, middle.y, DISC_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = isChosen ? HANDLE_FILL : HALO;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = isChosen ? HALO : HANDLE_FILL;
  context.stroke();
  write(context, text, middle.x, middle.y, isChosen ? HALO : HANDLE_FILL);
}

function write(context: Context2D, text: string, x: number, y: number, hex: string): void {
  context.fillStyle = hex;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

const widths = new Map<string, number>();

function widthOf(context: Context2D, text: string): number {
  const known = widths.get(text) ?? context.measureText(text).width;
  widths.set(text, known);
  return known;
}
