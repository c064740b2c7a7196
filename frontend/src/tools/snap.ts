/** Draws a point to what is near: corners of neighbours, then their edges, then the picture's. */

import type { Kind, Shape } from "@/model/document";
import { imagePoint, insideImage, toHundredth, type ImagePoint } from "@/model/points";
import { nearestOnEdge } from "@/model/shapes/lines";
import { outlinesOfShape } from "@/model/shapes/registry";
import type { Position } from "@/model/shapes/rings";
import type { PointerDevice, PointerInput } from "./input";
import type { Scene } from "./scene";

/** In CSS pixels. */
export const REACH: Readonly<Record<PointerDevice, number>> = { mouse: 7, pen: 9, touch: 12 };
/**
 * In CSS pixels too. Less than of a point of an outline: boxes of two objects hardly ever share a
 * side, so what was drawn with care stays as it was drawn.
 */
export const CLOSE_REACH: Readonly<Record<PointerDevice, number>> = { mouse: 3, pen: 4, touch: 6 };
/** Kinds whose outlines have corners that somebody set. */
export const WITH_CORNERS: ReadonlySet<Kind> = new Set([
  "box",
  "rotated_box",
  "polygon",
  "polyline",
]);

export interface Snapped {
  readonly at: ImagePoint;
  readonly isSnapped: boolean;
}

/** `exceptId` is the shape in the hand. The point is in the picture, to a hundredth of a pixel. */
export function snapped(input: PointerInput, scene: Scene, exceptId: string | null): Snapped {
  return snappedAt(input.image, input, scene, exceptId);
}

/** Of a new shape whose sides are few: only what the hand cannot tell apart goes together. */
export function snappedClosely(input: PointerInput, scene: Scene): Snapped {
  return snappedAt(input.image, input, scene, null, CLOSE_REACH);
}

/** As above for a point that is not under the pointer itself, such as the handle it holds. */
export function snappedAt(
  wanted: ImagePoint,
  { device, shift }: PointerInput,
  scene: Scene,
  exceptId: string | null,
  reaches = REACH,
): Snapped {
  const point = insideImage(wanted, scene.image);
  const reach = reaches[device] / scene.view.scale;
  const isOn = scene.isSnapping && !shift;
  const found = isOn ? nearest(point, reach, scene, exceptId) : null;
  const { x, y } = found ?? point;
  return { at: imagePoint(toHundredth(x), toHundredth(y)), isSnapped: found !== null };
}

function nearest(
  point: ImagePoint,
  reach: number,
  scene: Scene,
  exceptId: string | null,
): ImagePoint | null {
  const near = scene.hits
    .within({
      minX: point.x - reach,
      minY: point.y - reach,
      maxX: point.x + reach,
      maxY: point.y + reach,
    })
    .filter((shape) => shape.id !== exceptId && WITH_CORNERS.has(shape.kind));
  return (
    nearestOf(near.flatMap(cornersOf), point, reach) ??
    nearestOf(
      near.flatMap((shape) => edgePlaces(shape, point)),
      point,
      reach,
    ) ??
    onBorder(point, reach, scene)
  );
}

function cornersOf(shape: Shape): readonly ImagePoint[] {
  return outlinesOfShape(shape).flatMap(({ points }) => points);
}

function edgePlaces(shape: Shape, to: ImagePoint): readonly ImagePoint[] {
  return outlinesOfShape(shape).flatMap(({ points, isClosed }) =>
    points.flatMap((from, index) => {
      const end = points[index + 1] ?? (isClosed ? points[0] : undefined);
      if (end === undefined) return [];
      const [x, y] = nearestOnEdge(positionOf(from), positionOf(end), to);
      return [imagePoint(x, y)];
    }),
  );
}

const positionOf = ({ x, y }: ImagePoint): Position => [x, y];

function nearestOf(
  places: readonly ImagePoint[],
  to: ImagePoint,
  reach: number,
): ImagePoint | null {
  let best: ImagePoint | null = null;
  let least = reach;
  for (const place of places) {
    const distance = Math.hypot(place.x - to.x, place.y - to.y);
    if (distance <= least) [best, least] = [place, distance];
  }
  return best;
}

function onBorder({ x, y }: ImagePoint, reach: number, { image }: Scene): ImagePoint | null {
  const toX = borderNear(x, image.width_px, reach);
  const toY = borderNear(y, image.height_px, reach);
  return toX === null && toY === null ? null : imagePoint(toX ?? x, toY ?? y);
}

function borderNear(value: number, length: number, reach: number): number | null {
  if (value <= reach) return 0;
  return value >= length - reach ? length : null;
}
