/**
 * Is this annotation document a legal answer for this schema and this picture? The same rules as
 * `concord.documents` on the server; one table of cases, `tests/cases/documents.json`, holds both.
 */

import type { ImageSize } from "../points";
import { labelOf, type LabelSchema, type SchemaLabel } from "../schema";
import { GEOMETRY_CHECKS } from "./geometry";
import { unknownKeypointProblems } from "./keypoints";
import { overlapProblems } from "./overlap";
import { pointCount } from "./points";
import {
  isJsonObject,
  keyProblems,
  MAX_PROBLEMS,
  problem,
  type JsonObject,
  type Problem,
} from "./problem";
import { semanticProblems } from "./semantic";
import { valueProblems } from "./values";

const MAX_SHAPES = 5000;
/** Of all shapes together. */
const MAX_DOCUMENT_POINTS = 100_000;
const MAX_FRAME_INDEX = 2 ** 31 - 1;
const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;
const DOCUMENT_KEYS = ["version", "is_nothing_here", "shapes", "answers"];
const SHAPE_KEYS = ["id", "kind", "label", "geometry", "attributes"];
/** Ids that shapes share. */
const SHARED_IDS = ["track_id", "group_id"];
const OPTIONAL_SHAPE_KEYS = ["track_id", "group_id", "frame_index"];

/** Everything that keeps `document` from being a complete answer; empty when it is one. */
export function documentProblems(
  document: unknown,
  schema: LabelSchema,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(document)) return [problem("wrong_type", "")];
  const outer = outerProblems(document);
  if (outer.length > 0) return outer;
  const shapes = document.shapes as readonly unknown[];
  const found = [
    ...presenceProblems(document.is_nothing_here === true, shapes, schema),
    ...shapesProblems(shapes, schema, image),
    ...countProblems(shapes, schema),
    ...valueProblems(document.answers as JsonObject, schema.questions, "/answers", "answer"),
  ];
  return (found.length > 0 ? found : betweenShapes(shapes, schema)).slice(0, MAX_PROBLEMS);
}

/** What is asked of shapes in which nothing else is wrong: how they lie to one another. */
function betweenShapes(shapes: readonly unknown[], schema: LabelSchema): readonly Problem[] {
  return [...semanticProblems(shapes, schema), ...overlapProblems(shapes, schema)];
}

function outerProblems(document: JsonObject): readonly Problem[] {
  const keys = keyProblems(document, "", DOCUMENT_KEYS);
  if (keys.length > 0) return keys;
  if (document.version !== 1) return [problem("unsupported_version", "/version")];
  const { is_nothing_here: nothing, shapes, answers } = document;
  return [
    ...(typeof nothing === "boolean" ? [] : [problem("wrong_type", "/is_nothing_here")]),
    ...(Array.isArray(shapes) ? [] : [problem("wrong_type", "/shapes")]),
    ...(Array.isArray(shapes) && shapes.length > MAX_SHAPES
      ? [problem("too_many_shapes", "/shapes")]
      : []),
    ...(isJsonObject(answers) ? [] : [problem("wrong_type", "/answers")]),
  ];
}

/** Either shapes or "nothing here", where the schema asks for shapes at all. */
function presenceProblems(
  isNothingHere: boolean,
  shapes: readonly unknown[],
  schema: LabelSchema,
): readonly Problem[] {
  if (schema.labels.length === 0) {
    return isNothingHere ? [problem("nothing_here_without_labels", "/is_nothing_here")] : [];
  }
  if (shapes.length > 0 && isNothingHere)
    return [problem("nothing_here_with_shapes", "/is_nothing_here")];
  return shapes.length > 0 || isNothingHere ? [] : [problem("empty_document", "/shapes")];
}

function shapesProblems(
  shapes: readonly unknown[],
  schema: LabelSchema,
  image: ImageSize,
): readonly Problem[] {
  const points = shapes.map((shape) => (isJsonObject(shape) ? pointCount(shape.geometry) : 0));
  if (points.reduce((total, count) => total + count, 0) > MAX_DOCUMENT_POINTS)
    return [problem("too_many_points", "/shapes")];
  const seen = new Set<unknown>();
  const found: Problem[] = [];
  for (const [index, shape] of shapes.entries()) {
    found.push(...shapeProblems(shape, `/shapes/${index}`, schema, image, seen));
    if (found.length >= MAX_PROBLEMS) return found.slice(0, MAX_PROBLEMS);
  }
  return found;
}

function shapeProblems(
  shape: unknown,
  path: string,
  schema: LabelSchema,
  image: ImageSize,
  seen: Set<unknown>,
): readonly Problem[] {
  if (!isJsonObject(shape)) return [problem("wrong_type", path)];
  const keys = keyProblems(shape, path, SHAPE_KEYS, OPTIONAL_SHAPE_KEYS);
  if (keys.some(({ code }) => code === "missing_key")) return keys;
  const before = [...keys, ...sharedProblems(shape, path), ...idProblems(shape.id, path, seen)];
  const check = GEOMETRY_CHECKS.get(shape.kind);
  if (check === undefined) return [...before, problem("unknown_kind", `${path}/kind`)];
  return [
    ...before,
    ...check(shape.geometry, `${path}/geometry`, image),
    ...labelProblems(shape, path, schema),
  ];
}

function idProblems(id: unknown, path: string, seen: Set<unknown>): readonly Problem[] {
  if (!isId(id)) return [problem("invalid_id", `${path}/id`)];
  if (seen.has(id)) return [problem("duplicate_id", `${path}/id`)];
  seen.add(id);
  return [];
}

const isId = (value: unknown) => typeof value === "string" && ID_PATTERN.test(value);

function sharedProblems(shape: JsonObject, path: string): readonly Problem[] {
  const { frame_index: frame } = shape;
  const wrong = SHARED_IDS.filter((key) => Object.hasOwn(shape, key) && !isId(shape[key]));
  const isFrame =
    Number.isInteger(frame) && (frame as number) >= 0 && (frame as number) <= MAX_FRAME_INDEX;
  return [
    ...wrong.map((key) => problem("invalid_id", `${path}/${key}`)),
    ...(Object.hasOwn(shape, "frame_index") && !isFrame
      ? [problem("wrong_type", `${path}/frame_index`)]
      : []),
  ];
}

function labelProblems(shape: JsonObject, path: string, schema: LabelSchema): readonly Problem[] {
  const label = typeof shape.label === "string" ? labelOf(schema, shape.label) : undefined;
  if (label === undefined) return [problem("unknown_label", `${path}/label`)];
  const kinds = kindProblems(shape, path, label);
  if (!isJsonObject(shape.attributes))
    return [...kinds, problem("wrong_type", `${path}/attributes`)];
  return [
    ...kinds,
    ...valueProblems(shape.attributes, label.attributes, `${path}/attributes`, "attribute"),
  ];
}

/** Drawn as the label says, and with points of its skeleton alone. */
function kindProblems(shape: JsonObject, path: string, label: SchemaLabel): readonly Problem[] {
  if (shape.kind !== label.kind) return [problem("wrong_kind", `${path}/kind`)];
  if (label.skeleton === null) return [];
  return unknownKeypointProblems(shape.geometry, label.skeleton, `${path}/geometry`);
}

/** Too few or too many of a label; not asked of an image with nothing in it. */
function countProblems(shapes: readonly unknown[], schema: LabelSchema): readonly Problem[] {
  if (shapes.length === 0) return [];
  return schema.labels.flatMap((label) => {
    const count = shapes.filter((shape) => isJsonObject(shape) && shape.label === label.key).length;
    return [
      ...(label.min_count !== null && count < label.min_count
        ? [problem("too_few_shapes", "/shapes")]
        : []),
      ...(label.max_count !== null && count > label.max_count
        ? [problem("too_many_shapes", "/shapes")]
        : []),
    ];
  });
}
