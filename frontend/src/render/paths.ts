/** One path per shape, in image pixels, kept as long as the shape's geometry is the same object. */

import type { ShapeGeometry } from "@/model/document";
import type { Skeleton } from "@/model/schema";
import { ringsOf, type PolygonGeometry } from "@/model/shapes/polygon";
import type { Ring } from "@/model/shapes/rings";
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
  if (kind === "polygon") {
    for (const ring of ringsOf(geometry as PolygonGeometry)) addRing(path, ring); // by its kind
    return path;
  }
  for (const { points, isClosed } of outlinesWith(kind, geometry, look.edges)) {
    points.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (isClosed) path.closePath();
  }
  return path;
}

/** Polygons come in thousands: their corners are drawn as they are kept. */
function addRing(path: Path2D, ring: Ring): void {
  for (let at = 0; at < ring.length; at += 1) {
    const [x, y] = ring[at] as Ring[number]; // within the ring
    if (at === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  path.closePath();
}
