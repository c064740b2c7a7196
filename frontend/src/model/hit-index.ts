/** Which shapes lie under a point or in a rectangle: an R-tree over bounds, then exact geometry. */

import Flatbush from "flatbush";
import type { Shape, ShapeGeometry } from "./document";
import type { Bounds, ImagePoint } from "./points";
import { kindOf } from "./shapes/registry";

interface Placed {
  readonly kind: string;
  readonly geometry: ShapeGeometry;
}

export class HitIndex<Item extends Placed = Shape> {
  private readonly shapes: readonly Item[];
  private readonly tree: Flatbush | null;

  constructor(shapes: readonly Item[]) {
    this.shapes = shapes;
    this.tree = shapes.length > 0 ? treeOf(shapes) : null;
  }

  /** Shapes whose bounds touch `bounds`, in the order they are drawn. */
  within(bounds: Bounds): readonly Item[] {
    const found = this.tree?.search(bounds.minX, bounds.minY, bounds.maxX, bounds.maxY) ?? [];
    return found.sort((a, b) => a - b).flatMap((index) => this.shapes[index] ?? []);
  }

  /**
   * The shapes under `point`: those whose outline is within `tolerance` image pixels, or that hold
   * the point. The smallest comes first, so that a shape inside another can be reached; of two
   * alike the later one, as it is drawn on top.
   */
  allAt(point: ImagePoint, tolerance: number): readonly Item[] {
    const near = this.within({
      minX: point.x - tolerance,
      minY: point.y - tolerance,
      maxX: point.x + tolerance,
      maxY: point.y + tolerance,
    });
    return near
      .filter((shape) => isHit(shape, point, tolerance))
      .map((shape) => ({ shape, area: kindOf(shape.kind).area(shape.geometry) }))
      .reverse()
      .sort((a, b) => a.area - b.area)
      .map(({ shape }) => shape);
  }
}

function treeOf(shapes: readonly Placed[]): Flatbush {
  const tree = new Flatbush(shapes.length);
  for (const shape of shapes) {
    const { minX, minY, maxX, maxY } = kindOf(shape.kind).bounds(shape.geometry);
    tree.add(minX, minY, maxX, maxY);
  }
  tree.finish();
  return tree;
}

function isHit(shape: Placed, point: ImagePoint, tolerance: number): boolean {
  const kind = kindOf(shape.kind);
  return (
    kind.contains(shape.geometry, point) ||
    kind.distanceToOutline(shape.geometry, point) <= tolerance
  );
}
