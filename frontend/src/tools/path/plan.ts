/** What is drawn point by point, and what has been placed of it so far. */

import type { Shape, ShapeGeometry } from "@/model/document";
import { distanceBetween, imagePoint, type ImagePoint } from "@/model/points";
import { polygonOf, ringsOf } from "@/model/shapes/polygon";
import type { Position, Ring } from "@/model/shapes/rings";
import type { UnfinishedPath } from "@/model/unfinished";
import { toScreen } from "@/model/view-transform";
import type { Command, Notice } from "../commands";
import type { PointerDevice, PointerInput } from "../input";
import type { Scene } from "../scene";
import type { ToolState } from "../tool";

/** A line that is drawn to change a shape: to cut it, or to replace a stretch of its outline. */
export interface PathWork {
  readonly name: "slice" | "redraw";
  /** What the finished line does, or why it does nothing. */
  done(points: Ring, scene: Scene): Command | Notice;
}

export interface PathPlan {
  readonly kind: "polygon" | "polyline";
  readonly label: string;
  /** Where the tool goes when the path is done or let go. */
  readonly home: ToolState;
  /** The polygon that gets a hole; null for a shape of its own. */
  readonly hollowed: Extract<Shape, { kind: "polygon" }> | null;
  readonly work?: PathWork;
}

/** What the states of the path are called after. */
export const nameOf = ({ work, kind }: PathPlan): string => work?.name ?? kind;

/** What is kept of a path under way; a line that only changes a shape is not. */
export function unfinishedOf(plan: PathPlan, runs: Runs): UnfinishedPath | null {
  if (runs.length === 0 || plan.work !== undefined) return null;
  const { kind, label, hollowed } = plan;
  return { kind, label, runs, hollowedId: hollowed?.id ?? null };
}

/** Placed points by press: a click is a run of one, a freehand stroke of many. */
export type Runs = readonly Ring[];

export const LEAST_POINTS = { polygon: 3, polyline: 2 } as const;

/** A click this near to the first point closes a polygon, in CSS pixels. */
const CLOSE_REACH: Readonly<Record<PointerDevice, number>> = { mouse: 9, pen: 12, touch: 20 };
/** A second click this near to the last point ends the path, in CSS pixels. */
const AGAIN_REACH: Readonly<Record<PointerDevice, number>> = { mouse: 4, pen: 6, touch: 14 };

export const positionOf = ({ x, y }: ImagePoint): Position => [x, y];

/** Null when nothing is placed and nothing follows the pointer. */
export function geometryOf(plan: PathPlan, points: Ring): ShapeGeometry {
  if (plan.hollowed !== null)
    return polygonOf([...ringsOf(plan.hollowed.geometry), ...(points.length > 0 ? [points] : [])]);
  return plan.kind === "polygon" ? polygonOf([points]) : { points };
}

/** `loose` is the point that follows the pointer. */
export function previewOf(
  plan: PathPlan,
  runs: Runs,
  loose: ImagePoint | null = null,
  { isClosing = false, isSnapped = false } = {},
): Command {
  const follows = loose === null || isClosing ? [] : [positionOf(loose)];
  const points = [...runs.flat(), ...follows];
  if (points.length === 0) return { type: "preview", preview: null };
  const run = plan.hollowed === null ? 0 : plan.hollowed.geometry.holes.length + 1;
  return {
    type: "preview",
    preview: {
      shapeId: plan.hollowed?.id ?? null,
      kind: plan.kind,
      label: plan.label,
      geometry: geometryOf(plan, points),
      heldHandle: isClosing ? `${run}:0` : `${run}:${points.length - 1}`,
      snappedTo: isSnapped && !isClosing ? loose : null,
    },
  };
}

/** Whether a press here ends the path: on the first point of a ring, or on the last one again. */
export function isEnd(plan: PathPlan, runs: Runs, input: PointerInput, scene: Scene): boolean {
  const points = runs.flat();
  if (points.length < LEAST_POINTS[plan.kind]) return false;
  if (isNear(points.at(-1), input, scene, AGAIN_REACH[input.device])) return true;
  return isClosing(plan, runs, input, scene);
}

export function isClosing(plan: PathPlan, runs: Runs, input: PointerInput, scene: Scene): boolean {
  const points = runs.flat();
  const isRing = plan.kind === "polygon" && points.length >= LEAST_POINTS.polygon;
  return isRing && isNear(points[0], input, scene, CLOSE_REACH[input.device]);
}

function isNear(
  point: Position | undefined,
  input: PointerInput,
  scene: Scene,
  reach: number,
): boolean {
  if (point === undefined) return false;
  return distanceBetween(toScreen(scene.view, imagePoint(...point)), input.screen) <= reach;
}
