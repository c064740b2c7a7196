import type { SchemaDefinition } from "@/model/schema";

/** The forms of a file of predictions, with how its name ends. */
export const FORMATS = {
  coco: ".json",
  jsonl: ".jsonl",
  csv: ".csv",
  yolo: ".zip",
  png: ".zip",
} as const;
export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = {
  coco: "evaluation.formatCoco",
  jsonl: "evaluation.formatJsonl",
  csv: "evaluation.formatCsv",
  yolo: "evaluation.formatYolo",
  png: "evaluation.formatPng",
} as const satisfies Record<Format, string>;

/** Kinds of labels that are read of a file of COCO. */
const COCO_KINDS = ["box", "polygon", "mask", "keypoints"] as const;
/** Kinds of labels of which YOLO has a task. */
const YOLO_KINDS = new Set(["box", "rotated_box", "polygon", "keypoints"]);
const EVALUATED = new Set(["choice", "choices", "number", "boolean"]);

/** Why a form has no words for what these labels and questions ask; null where it has. */
export function misfitOf(format: Format, { labels, questions }: SchemaDefinition) {
  const kinds = new Set(labels.map((label) => label.kind));
  if (format === "coco" && labels.length === 0) return "evaluation.noShapesHere" as const;
  if (format === "coco" && !COCO_KINDS.some((kind) => kinds.has(kind))) {
    return "evaluation.noCocoHere" as const;
  }
  if (format === "csv" && !questions.some(({ type }) => EVALUATED.has(type))) {
    return "evaluation.noQuestionsHere" as const;
  }
  if (format === "yolo" && !(kinds.size === 1 && labels.every((one) => YOLO_KINDS.has(one.kind)))) {
    return "evaluation.notOneKind" as const;
  }
  if (format === "png" && !(kinds.has("mask") || kinds.has("box"))) {
    return "evaluation.noAreasHere" as const;
  }
  return null;
}

/** The forms that fit, in order; our own lines always do. */
export function fitting(schema: SchemaDefinition): Format[] {
  return (Object.keys(FORMATS) as Format[]).filter((one) => misfitOf(one, schema) === null);
}

/** The form of a file that is called so: the one that is chosen if its ending fits. */
export function formatOf(name: string, chosen: Format, schema: SchemaDefinition): Format {
  if (name.endsWith(FORMATS[chosen])) return chosen;
  return fitting(schema).find((one) => name.endsWith(FORMATS[one])) ?? chosen;
}
