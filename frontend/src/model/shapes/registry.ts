/** The kinds of shape the workspace can show. A new kind is one file and one line here. */

import type { Kind, ShapeGeometry } from "../document";
import type { Bounds } from "../points";
import { boxKind } from "./box";
import type { Outline, ShapeKind } from "./kind";
import { ellipseKind } from "./ellipse";
import { keypointsKind } from "./keypoints";
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

export function outlinesOfShape({ kind, geometry }: Placed): readonly Outline[] {
  return kindOf(kind).outlines(geometry);
}

function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}
