/** The annotation document: one picture's answer, the same for drafts, submissions, gold and releases. */

import type { AnswerValue, Answers } from "./schema";
import type { BoxGeometry } from "./shapes/box";
import type { EllipseGeometry } from "./shapes/ellipse";
import type { KeypointsGeometry } from "./shapes/keypoints";
import type { MaskGeometry } from "./shapes/mask";
import type { PolygonGeometry } from "./shapes/polygon";
import type { PolylineGeometry } from "./shapes/polyline";
import type { RotatedBoxGeometry } from "./shapes/rotated-box";

/** The geometry of every kind; a new kind joins here and in `shapes/registry.ts`. */
interface Geometries {
  readonly box: BoxGeometry;
  readonly rotated_box: RotatedBoxGeometry;
  readonly ellipse: EllipseGeometry;
  readonly polygon: PolygonGeometry;
  readonly polyline: PolylineGeometry;
  readonly keypoints: KeypointsGeometry;
  readonly mask: MaskGeometry;
}

export type Kind = keyof Geometries;

interface ShapeOf<Name extends Kind> {
  readonly id: string;
  readonly kind: Name;
  readonly label: string;
  readonly geometry: Geometries[Name];
  readonly attributes: Answers;
  /** The same object through the frames of a video. */
  readonly track_id?: string;
  /** Shapes with the same one belong together. */
  readonly group_id?: string;
  readonly frame_index?: number;
}

export type BoxShape = ShapeOf<"box">;
export type Shape = { readonly [Name in Kind]: ShapeOf<Name> }[Kind];
export type ShapeGeometry = Shape["geometry"];

export interface AnnotationDocument {
  readonly version: 1;
  readonly is_nothing_here: boolean;
  readonly shapes: readonly Shape[];
  readonly answers: Readonly<Record<string, AnswerValue>>;
}

export const EMPTY_DOCUMENT: AnnotationDocument = {
  version: 1,
  is_nothing_here: false,
  shapes: [],
  answers: {},
};

export function shapeOf(document: AnnotationDocument, id: string | null): Shape | null {
  if (id === null) return null;
  return document.shapes.find((shape) => shape.id === id) ?? null;
}

/** An id no shape of the document has: `s` and one more than the highest number in use. */
export function freshShapeId(document: AnnotationDocument): string {
  const numbers = document.shapes.map((shape) => Number(/^s(\d+)$/.exec(shape.id)?.[1] ?? 0));
  return `s${Math.max(0, ...numbers) + 1}`;
}

export function isEmpty(document: AnnotationDocument): boolean {
  return (
    document.shapes.length === 0 &&
    !document.is_nothing_here &&
    Object.keys(document.answers).length === 0
  );
}
