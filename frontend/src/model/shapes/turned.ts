/** What turned shapes have in common; angles are clockwise on the screen, as y runs down. */

import { imagePoint, type Bounds, type ImagePoint, type ImageSize } from "../points";
import { roomFor } from "./lines";

export interface Turned {
  readonly center_x: number;
  readonly center_y: number;
  readonly angle_deg: number;
}

interface Turn {
  readonly cos: number;
  readonly sin: number;
}

export function turnOf({ angle_deg }: Turned): Turn {
  const angle = (angle_deg * Math.PI) / 180;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
}

/** A place given along the shape's own axes, from its centre. */
export function toPicture(shape: Turned, across: number, along: number): ImagePoint {
  const { cos, sin } = turnOf(shape);
  return imagePoint(
    shape.center_x + across * cos - along * sin,
    shape.center_y + across * sin + along * cos,
  );
}

/** The opposite of `toPicture`. */
export function toOwnAxes(shape: Turned, { x, y }: ImagePoint): readonly [number, number] {
  const { cos, sin } = turnOf(shape);
  const [dx, dy] = [x - shape.center_x, y - shape.center_y];
  return [dx * cos + dy * sin, dy * cos - dx * sin];
}

export function boundsAround(shape: Turned, reachX: number, reachY: number): Bounds {
  return {
    minX: shape.center_x - reachX,
    minY: shape.center_y - reachY,
    maxX: shape.center_x + reachX,
    maxY: shape.center_y + reachY,
  };
}

/** The centre stays in the picture; what is round it may leave. */
export function movedByCentre<Geometry extends Turned>(
  shape: Geometry,
  dx: number,
  dy: number,
  image: ImageSize,
): Geometry {
  const [right, down] = roomFor(boundsAround(shape, 0, 0), dx, dy, image);
  return { ...shape, center_x: shape.center_x + right, center_y: shape.center_y + down };
}
