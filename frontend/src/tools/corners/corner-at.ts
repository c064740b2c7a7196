/** Where a corner goes that is drawn by hand; of a box its sides go to what lies beside them. */

import { insideImage, type ImagePoint } from "@/model/points";
import { boxBetween, boxKind } from "@/model/shapes/box";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { sidesSnapped } from "../snap-sides";
import type { Snapped } from "../snap";
import type { CornersPlan } from "./plan";

const BOTH = { isUprightHeld: true, isLevelHeld: true, exceptId: null } as const;

export function firstCorner(input: PointerInput, scene: Scene, { kind }: CornersPlan): ImagePoint {
  const point = insideImage(input.image, scene.image);
  if (kind !== "box") return point;
  const box = boxKind.bounds(boxBetween(point, point));
  return sidesSnapped(point, input, scene, { ...BOTH, box, stays: null }).at;
}

export function secondCorner(
  corner: ImagePoint,
  input: PointerInput,
  scene: Scene,
  { kind }: CornersPlan,
): Snapped {
  const point = insideImage(input.image, scene.image);
  if (kind !== "box") return { at: point, isSnapped: false };
  const box = boxKind.bounds(boxBetween(corner, point));
  return sidesSnapped(point, input, scene, { ...BOTH, box, stays: corner });
}
