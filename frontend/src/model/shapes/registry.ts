/** The kinds of shape the workspace can show. A new kind is one file and one line here. */

import type { Kind, ShapeGeometry } from "../document";
import type { Bounds } from "../points";
import type { Skeleton } from "../schema";
import { boxKind } from "./box";
import type { Outline, ShapeKind } from "./kind";
import { ellipseKind } from "./ellipse";
import { keypointsKind, skeletonLines, type KeypointsGeometry } from "./keypoints";
import { maskKind } from "./mask";
import { polygonKind } from "./polygon";
import { polylineKind } from "./polyline";
import { rotatedBoxKind } from "./rotated-box";

// Each is only ever handed geometry of its own kind: a shape's kind and geometry go together.
const KINDS: Readonly<Record<Kind, ShapeKind<ShapeGeometry>>> = {
  box: boxKind,
  rotated_box: rotatedBoxKind,
  ellipse: ellipseKind,
  polygon: polygonKind,
  polyline: polylineKind,
  keypoints: keypointsKind,
  mask: maskKind,
};

/** Throws on an unknown kind: documents are validated before anything draws them. */
export function kindOf(kind: string): ShapeKind<ShapeGeometry> {
  if (!isKnownKind(kind)) throw new Error(`No kind of shape is called ${kind}`);
  return KINDS[kind];
}

interface Placed {
  readonly kind: string;
  readonly geometry: ShapeGeometry;
}

export function boundsOfShape({ kind, geometry }: Placed): Bounds {
  return kindOf(kind).bounds(geometry);
}

/** The outlines, and for keypoints the lines of their skeleton under them. */
export function outlinesWith(
  kind: string,
  geometry: ShapeGeometry,
  edges: Skeleton["edges"] | undefined,
): readonly Outline[] {
  const own = kindOf(kind).outlines(geometry);
  if (kind !== "keypoints" || edges === undefined) return own;
  return [...skeletonLines(geometry as KeypointsGeometry, edges), ...own]; // by its kind
}

export function outlinesOfShape({ kind, geometry }: Placed): readonly Outline[] {
  return kindOf(kind).outlines(geometry);
}

function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}
