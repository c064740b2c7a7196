/** Which resting shapes carry their tag. */

import { kindOf } from "@/model/shapes/registry";
import { TAG_HEIGHT } from "./draw-tag";
import type { DrawnShape, ShapeLayer } from "./scene";

/** Up to so many shapes of a layer in sight, each has its tag. */
const FEW = 300;
/** Beyond, a tag must be no larger than this share of its shape's longer side. */
const SHARE_OF_SHAPE = 0.5;

/**
 * Among many shapes, a small one's tag would cover it and its neighbours: its colour tells the
 * label, and whoever points at it or chooses it reads the name. A cluster's number is always told,
 * for nothing else tells it. `scale` is CSS pixels per image pixel; `inSight` is how many there
 * are, where `shapes` are only some of them.
 */
export function withTag(
  shapes: readonly DrawnShape[],
  { stroke }: Pick<ShapeLayer, "stroke">,
  scale: number,
  inSight = shapes.length,
): readonly DrawnShape[] {
  const hasRoom = stroke === "consensus" || inSight <= FEW;
  return hasRoom ? shapes : shapes.filter((shape) => isLarge(shape, scale));
}

function isLarge({ kind, geometry }: DrawnShape, scale: number): boolean {
  const { minX, minY, maxX, maxY } = kindOf(kind).bounds(geometry);
  return TAG_HEIGHT <= SHARE_OF_SHAPE * scale * Math.max(maxX - minX, maxY - minY);
}
