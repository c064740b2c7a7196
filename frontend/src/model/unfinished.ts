/** A shape of many presses that is not whole yet: kept beside the document, never in it. */

import type { Position, Ring } from "./shapes/rings";

/** What is drawn point by point along a line. */
export interface UnfinishedPath {
  readonly kind: "polygon" | "polyline";
  readonly label: string;
  /** Points by press: a click is a run of one, a freehand stroke of many. */
  readonly runs: readonly Ring[];
  /** The polygon that gets a hole; null for a shape of its own. */
  readonly hollowedId: string | null;
}

/** A few single points: a box by its four ends, a turned one by a side. */
export interface UnfinishedPoints {
  readonly kind: "box_extremes" | "rotated_box";
  readonly label: string;
  readonly points: Ring;
}

/** A point of a skeleton that was placed, or left out. */
export interface PlacedPoint {
  readonly key: string;
  readonly at: Position | null;
  readonly isVisible: boolean;
}

export interface UnfinishedKeypoints {
  readonly kind: "keypoints";
  readonly label: string;
  /** The shape whose missing points are placed; null for a new one. */
  readonly shapeId: string | null;
  readonly placed: readonly PlacedPoint[];
}

/** An area of a mask that is gone round corner by corner. */
export interface UnfinishedTrace {
  readonly kind: "area" | "scissors";
  readonly label: string;
  /** The mask it changes; null for one that is yet to be made. */
  readonly maskId: string | null;
  readonly takesAway: boolean;
  /** What each press added. */
  readonly runs: readonly Ring[];
}

export type Unfinished = UnfinishedPath | UnfinishedPoints | UnfinishedKeypoints | UnfinishedTrace;
