/** What turned shapes have in common; angles are clockwise on the screen, as y runs down. */

import {
  imagePoint,
  insideImage,
  toHundredth,
  type Bounds,
  type ImagePoint,
  type ImageSize,
} from "../points";
import type { Handle } from "./kind";
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

/** The handle that turns stands off the shape so far, in CSS pixels. */
const TURN_OFF = 26;

/** Above the middle of the shape's own top, whose distance from the centre is `reach`. */
export function turnHandle(shape: Turned, reach: number, scale: number): Handle {
  const off = scale > 0 ? TURN_OFF / scale : 0;
  return { id: "turn", role: "turn", point: toPicture(shape, 0, -reach - off), cursor: "grab" };
}

/** Turned so that its own top looks at `to`. */
export function turnedTo<Geometry extends Turned>(shape: Geometry, to: ImagePoint): Geometry {
  const [dx, dy] = [to.x - shape.center_x, to.y - shape.center_y];
  if (dx === 0 && dy === 0) return shape;
  return { ...shape, angle_deg: angleOf((Math.atan2(dy, dx) * 180) / Math.PI + 90) };
}

export function turnedBy<Geometry extends Turned>(shape: Geometry, degrees: number): Geometry {
  return { ...shape, angle_deg: angleOf(shape.angle_deg + degrees) };
}

/** Above -180 up to 180, to a hundredth. */
export function angleOf(degrees: number): number {
  const round = toHundredth(((degrees % 360) + 360) % 360);
  return toHundredth(round > 180 ? round - 360 : round);
}

/** The centre of a shape must lie in the picture. */
export function centredAt<Geometry extends Turned>(
  shape: Geometry,
  at: ImagePoint,
  image: ImageSize,
): Geometry {
  const { x, y } = insideImage(at, image);
  return { ...shape, center_x: toHundredth(x), center_y: toHundredth(y) };
}

const CURSORS = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"] as const;

/** The cursor along a direction of the shape's own axes. */
export function resizeCursor({ angle_deg }: Turned, across: number, along: number): string {
  const degrees = (Math.atan2(along, across) * 180) / Math.PI + angle_deg;
  return CURSORS[((Math.round(degrees / 45) % 4) + 4) % 4] ?? "move";
}
