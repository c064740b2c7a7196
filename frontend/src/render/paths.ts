/** One path per shape, in image pixels, kept as long as the shape's geometry is the same object. */

import type { ShapeGeometry } from "@/model/document";
import type { Skeleton } from "@/model/schema";
import { outlinesWith } from "@/model/shapes/registry";

interface Drawable {
  readonly kind: string;
  readonly geometry: ShapeGeometry;
  readonly look: { readonly edges?: Skeleton["edges"] };
}

export class Paths {
  private readonly known = new WeakMap<
    ShapeGeometry,
    { readonly path: Path2D; readonly edges: Skeleton["edges"] | undefined }
  >();

  of(shape: Drawable): Path2D {
    const { edges } = shape.look;
    const known = this.known.get(shape.geometry);
    if (known !== undefined && known.edges === edges) return known.path;
    const path = pathOf(shape);
    this.known.set(shape.geometry, { path, edges });
    return path;
  }
}

function pathOf({ kind, geometry, look }: Drawable): Path2D {
  const path = new Path2D();
  for (const { points, isClosed } of outlinesWith(kind, geometry, look.edges)) {
    points.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (isClosed) path.closePath();
  }
  return path;
}
