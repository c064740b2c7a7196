/** The kinds of shape a label can have, in words. */

import type { Kind } from "@/model/document";
import { toolFor } from "@/tools/registry";

interface KindWords {
  readonly name: string;
  /** What it is good for. */
  readonly note: string;
}

export const KIND_WORDS: Readonly<Record<Kind, KindWords>> = {
  box: { name: "schema.kindBox", note: "schema.kindBoxNote" },
  rotated_box: { name: "schema.kindRotatedBox", note: "schema.kindRotatedBoxNote" },
  polygon: { name: "schema.kindPolygon", note: "schema.kindPolygonNote" },
  ellipse: { name: "schema.kindEllipse", note: "schema.kindEllipseNote" },
  polyline: { name: "schema.kindPolyline", note: "schema.kindPolylineNote" },
  keypoints: { name: "schema.kindKeypoints", note: "schema.kindKeypointsNote" },
  mask: { name: "schema.kindMask", note: "schema.kindMaskNote" },
};

/** Kinds that can be drawn, and the one a label has already. */
export function offeredKinds(now: string): readonly Kind[] {
  return (Object.keys(KIND_WORDS) as Kind[]).filter(
    (kind) => toolFor(kind) !== null || kind === now,
  );
}
