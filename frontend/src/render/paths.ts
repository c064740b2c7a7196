/** One path per shape, in image pixels, kept as long as the shape's geometry is the same object. */

import type { ShapeGeometry } from "@/model/document";
import { kindOf } from "@/model/shapes/registry";

export class Paths {
  private readonly known = new WeakMap<ShapeGeometry, Path2D>();

  of(shape: { readonly kind: string; readonly geometry: ShapeGeometry }): Path2D {
    const known = this.known.get(shape.geometry);
    if (known !== undefined) return known;
    const path = pathOf(shape.kind, shape.geometry);
    this.known.set(shape.geometry, path);
    return path;
  }
}

function pathOf(kind: string, geometry: ShapeGeometry): Path2D {
  const path = new Path2D();
  for (const { points, isClosed } of kindOf(kind).outlines(geometry)) {
    points.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (isClosed) path.closePath();
  }
  return path;
}
