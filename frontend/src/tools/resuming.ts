/** Shapes that were under way when the page went, taken up where they were left. */

import { shapeOf, type AnnotationDocument } from "@/model/document";
import type { ImageSize } from "@/model/points";
import { labelOf, type LabelSchema, type SchemaLabel } from "@/model/schema";
import type { Unfinished, UnfinishedKeypoints, UnfinishedPath } from "@/model/unfinished";
import type { Beginning } from "./beginnings";
import { resumeBoxExtremes } from "./box-extremes/idle";
import { resumeKeypoints } from "./keypoints/idle";
import { drawingPath } from "./path/drawing";
import { previewOf } from "./path/plan";
import { toolOf } from "./registry";
import { resumeRotatedBox } from "./rotated-box/idle";
import { stepTo, type Step } from "./tool";
import { resumeTrace } from "./trace/idle";

interface Around {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly image: ImageSize;
}

/** Null when the label, or the shape that it goes on with, is gone. */
export function resumed(unfinished: Unfinished, around: Around): Beginning | null {
  const { kind } = unfinished;
  const label = labelOf(around.schema, unfinished.label);
  if (label === undefined || label.kind !== toolOf(kind).kind) return null;
  switch (unfinished.kind) {
    case "polygon":
    case "polyline":
      return path(unfinished, around);
    case "keypoints":
      return keypoints(unfinished, label, around);
    case "box_extremes":
      return ofStep(kind, resumeBoxExtremes(unfinished));
    case "rotated_box":
      return ofStep(kind, resumeRotatedBox(unfinished, around.image));
    case "area":
    case "scissors":
      return {
        tool: kind,
        shapeId: unfinished.maskId,
        begin: (scene) => resumeTrace(unfinished, scene),
      };
  }
}

function ofStep(tool: Unfinished["kind"], step: Step | null): Beginning | null {
  return step === null ? null : { tool, shapeId: null, begin: () => step };
}

function path(unfinished: UnfinishedPath, { document }: Around): Beginning | null {
  const { kind, label, runs, hollowedId } = unfinished;
  const found = shapeOf(document, hollowedId);
  const hollowed = found?.kind === "polygon" ? found : null;
  if (hollowedId !== null && hollowed === null) return null;
  const plan = { kind, label, home: toolOf(kind).idle, hollowed };
  const step = stepTo(drawingPath(plan, runs), previewOf(plan, runs));
  return { tool: kind, shapeId: hollowedId, begin: () => step };
}

function keypoints(
  unfinished: UnfinishedKeypoints,
  label: SchemaLabel,
  { document }: Around,
): Beginning | null {
  const { shapeId } = unfinished;
  const found = shapeOf(document, shapeId);
  const shape = found?.kind === "keypoints" ? found : null;
  if (shapeId !== null && shape === null) return null;
  const step = resumeKeypoints(unfinished, label, shape);
  return step === null ? null : { tool: "keypoints", shapeId, begin: () => step };
}
