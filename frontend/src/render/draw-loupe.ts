/** A round loupe above the finger, with what the finger hides at twice its size. */

import type { ImagePoint, ScreenPoint, Viewport } from "@/model/points";
import type { StagePlace } from "@/model/turn";
import type { ViewTransform } from "@/model/view-transform";
import { HALO, HANDLE_FILL } from "./palette";

const RADIUS = 62;
/** From the finger to the middle of the loupe, in CSS pixels. */
const ABOVE = 124;
const MAGNIFIED = 2;
const CROSS = 14;

/** Above the finger; beside it where there is no room above. */
export function loupeMiddle(finger: StagePlace, viewport: Viewport): StagePlace {
  const room = RADIUS + 8;
  const hasRoomAbove = finger.y - ABOVE >= room;
  const side = finger.x > viewport.width / 2 ? -ABOVE : ABOVE;
  const x = hasRoomAbove ? finger.x : finger.x + side;
  const y = hasRoomAbove ? finger.y - ABOVE : Math.max(finger.y, room);
  return { x: Math.min(Math.max(x, room), viewport.width - room), y };
}

/** The view of what is inside the loupe: `at` in its middle. */
export function loupeView(view: ViewTransform, at: ImagePoint, middle: ScreenPoint): ViewTransform {
  const scale = view.scale * MAGNIFIED;
  return { scale, x: middle.x - at.x * scale, y: middle.y - at.y * scale };
}

/** `context` is set to CSS pixels; `drawInside` draws the picture and the shapes, clipped. */
export function drawLoupe(
  context: CanvasRenderingContext2D,
  middle: ScreenPoint,
  drawInside: () => void,
): void {
  context.save();
  context.beginPath();
  context.arc(middle.x, middle.y, RADIUS, 0, 2 * Math.PI);
  context.fillStyle = HALO;
  context.fill();
  context.clip();
  drawInside();
  context.restore();
  drawCross(context, middle);
  ring(context, middle, HALO, 6);
  ring(context, middle, HANDLE_FILL, 3);
}

function ring(
  context: CanvasRenderingContext2D,
  middle: ScreenPoint,
  hex: string,
  width: number,
): void {
  context.beginPath();
  context.arc(middle.x, middle.y, RADIUS, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = hex;
  context.stroke();
}

/** Open in the middle, so that it hides nothing of the point itself. */
function drawCross(context: CanvasRenderingContext2D, { x, y }: ScreenPoint): void {
  for (const [hex, width] of [
    [HALO, 3],
    [HANDLE_FILL, 1.4],
  ] as const) {
    context.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + dx * 4, y + dy * 4);
      context.lineTo(x + dx * CROSS, y + dy * CROSS);
    }
    context.lineWidth = width;
    context.strokeStyle = hex;
    context.stroke();
  }
}
