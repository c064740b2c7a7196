/**
 * The stage turned by quarters. All work happens on a plane that knows of no turn; the plane as a
 * whole is turned when it is shown, and a pointer is turned back once, before a tool sees it.
 */

import { screenPoint, type Bounds, type ScreenPoint, type Viewport } from "./points";
import type { Insets } from "./view-transform";

/** Quarter turns clockwise. */
export type Turn = 0 | 1 | 2 | 3;

/** A place on the stage as a person sees it, in CSS pixels from its top-left corner. */
export interface StagePlace {
  readonly x: number;
  readonly y: number;
}

export function turnedBy(turn: Turn, quarters: number): Turn {
  return ((((turn + quarters) % 4) + 4) % 4) as Turn;
}

/** The size of the plane for a stage, and of the stage for a plane. */
export function turnedViewport({ width, height }: Viewport, turn: Turn): Viewport {
  return turn % 2 === 0 ? { width, height } : { width: height, height: width };
}

export function toPlane({ x, y }: StagePlace, stage: Viewport, turn: Turn): ScreenPoint {
  switch (turn) {
    case 0:
      return screenPoint(x, y);
    case 1:
      return screenPoint(y, stage.width - x);
    case 2:
      return screenPoint(stage.width - x, stage.height - y);
    case 3:
      return screenPoint(stage.height - y, x);
  }
}

export function toStage({ x, y }: StagePlace, plane: Viewport, turn: Turn): StagePlace {
  switch (turn) {
    case 0:
      return { x, y };
    case 1:
      return { x: plane.height - y, y: x };
    case 2:
      return { x: plane.width - x, y: plane.height - y };
    case 3:
      return { x: y, y: plane.width - x };
  }
}

/** A way on the stage, such as that of a wheel, as one on the plane. */
export function wayOnPlane(dx: number, dy: number, turn: Turn): readonly [number, number] {
  const { x, y } = toPlane({ x: dx, y: dy }, { width: 0, height: 0 }, turn);
  return [x, y];
}

/** What floats over the sides of the stage lies over other sides of the plane. */
export function turnedInsets({ top, right, bottom, left }: Insets, turn: Turn): Insets {
  const sides = [top, right, bottom, left];
  const at = (side: number) => sides[(side + turn) % 4] ?? 0;
  return { top: at(0), right: at(1), bottom: at(2), left: at(3) };
}

/** Top-left corner, as it is seen, of bounds whose corners `toStage` brings to the stage. */
export function cornerSeen(
  bounds: Bounds,
  toSeen: (x: number, y: number) => StagePlace,
): StagePlace {
  const one = toSeen(bounds.minX, bounds.minY);
  const other = toSeen(bounds.maxX, bounds.maxY);
  return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y) };
}

/** Puts the plane on the stage, as CSS writes it; the origin is the top-left corner. */
export function cssOfTurn(plane: Viewport, turn: Turn): string {
  const { x, y } = toStage({ x: 0, y: 0 }, plane, turn);
  return turn === 0 ? "" : `translate(${x}px, ${y}px) rotate(${turn * 90}deg)`;
}

const AXES: Readonly<Record<string, string>> = {
  "ns-resize": "ew-resize",
  "ew-resize": "ns-resize",
  "nwse-resize": "nesw-resize",
  "nesw-resize": "nwse-resize",
};

/** The cursor that points along the same edge once it is turned. */
export function turnedCursor(cursor: string, turn: Turn): string {
  return turn % 2 === 0 ? cursor : (AXES[cursor] ?? cursor);
}
