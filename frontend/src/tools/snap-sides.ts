/** Draws the sides of a box to the sides of what lies beside them: neighbours, then the picture. */

import { imagePoint, insideImage, toHundredth, type Bounds, type ImagePoint } from "@/model/points";
import { SMALLEST_BOX_SIDE_PX } from "@/model/shapes/box";
import { boundsOfShape } from "@/model/shapes/registry";
import type { PointerInput } from "./input";
import type { Scene } from "./scene";
import { CLOSE_REACH, WITH_CORNERS, type Snapped } from "./snap";

export interface SidesHeld {
  /** The box as it would be without: how far each side goes. */
  readonly box: Bounds;
  /** The corner across, which stays; null while there is none. */
  readonly stays: ImagePoint | null;
  /** Which sides the hand holds: an upright one, a level one, or both at a corner. */
  readonly isUprightHeld: boolean;
  readonly isLevelHeld: boolean;
  /** The shape in the hand; null of a new one. */
  readonly exceptId: string | null;
}

/**
 * Where the held corner or side goes. Each side for itself goes to the nearest upright or level end
 * of a neighbour along it (box, polygon or line), or to the picture's own; a side never goes onto
 * the one across from it.
 */
export function sidesSnapped(
  wanted: ImagePoint,
  { device, shift }: PointerInput,
  scene: Scene,
  { box, stays, isUprightHeld, isLevelHeld, exceptId }: SidesHeld,
): Snapped {
  const point = insideImage(wanted, scene.image);
  if (!scene.isSnapping || shift) return { at: point, isSnapped: false };
  const reach = CLOSE_REACH[device] / scene.view.scale;
  const beside = (strip: Bounds) => neighbours(strip, reach, scene, exceptId);
  const { width_px: width, height_px: height } = scene.image;
  const x = isUprightHeld
    ? nearestEnd(point.x, reach, stays?.x, [
        ...beside({ ...box, minX: point.x, maxX: point.x }).flatMap((one) => [one.minX, one.maxX]),
        ...[0, width],
      ])
    : null;
  const y = isLevelHeld
    ? nearestEnd(point.y, reach, stays?.y, [
        ...beside({ ...box, minY: point.y, maxY: point.y }).flatMap((one) => [one.minY, one.maxY]),
        ...[0, height],
      ])
    : null;
  const at = imagePoint(toHundredth(x ?? point.x), toHundredth(y ?? point.y));
  return { at, isSnapped: x !== null || y !== null };
}

function neighbours(
  { minX, minY, maxX, maxY }: Bounds,
  reach: number,
  scene: Scene,
  exceptId: string | null,
): readonly Bounds[] {
  const strip = { minX: minX - reach, minY: minY - reach, maxX: maxX + reach, maxY: maxY + reach };
  return scene.hits
    .within(strip)
    .filter(({ id, kind }) => id !== exceptId && WITH_CORNERS.has(kind))
    .map(boundsOfShape);
}

/** Null when none is within reach, or only such as leave no box. */
function nearestEnd(
  held: number,
  reach: number,
  across: number | undefined,
  ends: readonly number[],
): number | null {
  let best: number | null = null;
  let least = reach;
  for (const end of ends) {
    const distance = Math.abs(end - held);
    const isEmpty = across !== undefined && Math.abs(end - across) < SMALLEST_BOX_SIDE_PX;
    if (distance > least || isEmpty) continue;
    [best, least] = [end, distance];
  }
  return best;
}
