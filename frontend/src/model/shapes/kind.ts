/** What the engine must know of a kind of shape. Pure geometry in image pixels; no drawing. */

import type { Bounds, ImagePoint, ImageSize } from "../points";

/** A `point` is a corner by itself, `between` puts one in, `turn` turns the whole shape. */
export type HandleRole = "point" | "between" | "turn";

export interface Handle {
  /** Stable name of the handle within its shape, e.g. `nw`. */
  readonly id: string;
  readonly role?: HandleRole;
  readonly point: ImagePoint;
  /** CSS cursor shown over it. */
  readonly cursor: string;
}

/** One closed or open run of points, in image pixels. */
export interface Outline {
  readonly points: readonly ImagePoint[];
  readonly isClosed: boolean;
}

/** What can be done with single points, for kinds that are made of them. */
export interface PointEdits<Geometry> {
  /** Handles that are points, in the order one walks them. */
  idsOf(geometry: Geometry): readonly string[];
  /** A point more, `at` the handle that lies between, or half-way on from a point. */
  withPoint(
    geometry: Geometry,
    handleId: string,
    at: ImagePoint | null,
  ): { readonly geometry: Geometry; readonly handleId: string } | null;
  /** Null when too few would be left. */
  withoutPoint(geometry: Geometry, handleId: string): Geometry | null;
  /** A seen point becomes a hidden one, or the other way round. */
  withSightToggled?(geometry: Geometry, handleId: string): Geometry;
}

export interface ShapeKind<Geometry> {
  readonly kind: string;
  bounds(geometry: Geometry): Bounds;
  /** Square image pixels; hits prefer the smallest, so that nested shapes can be reached. */
  area(geometry: Geometry): number;
  contains(geometry: Geometry, point: ImagePoint): boolean;
  /** Distance to the outline in image pixels, from inside or outside. */
  distanceToOutline(geometry: Geometry, point: ImagePoint): number;
  /** Handles worth showing at this scale (CSS pixels per image pixel). */
  handles(geometry: Geometry, scale: number): readonly Handle[];
  outlines(geometry: Geometry): readonly Outline[];
  /** Moved as far as the picture's edge allows; size and form do not change. */
  movedBy(geometry: Geometry, dx: number, dy: number, image: ImageSize): Geometry;
  /** Always reckoned from the geometry at the start of the drag, so that it may turn over. */
  withHandleAt(geometry: Geometry, handleId: string, to: ImagePoint, image: ImageSize): Geometry;
  /** Bottom-right corner moved, the top-left one stays: how arrow keys change a size. */
  grownBy(geometry: Geometry, dx: number, dy: number, image: ImageSize): Geometry;
  isTooSmall(geometry: Geometry): boolean;
  readonly points?: PointEdits<Geometry>;
  /** Clockwise on the screen, for kinds that have an angle. */
  turnedBy?(geometry: Geometry, degrees: number): Geometry;
}
