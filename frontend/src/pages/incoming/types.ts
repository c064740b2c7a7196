import { isLive } from "@/api/operation";
import type { Answered } from "@/api/query";
import type { SchemaDefinition } from "@/model/schema";
import type { Tone } from "@/panels/shared";

export const LABEL_IMPORTS = "/api/v1/projects/{project_id}/label-imports";
export const LABEL_IMPORT = "/api/v1/label-imports/{label_import_id}";

export type LabelImport = Answered<typeof LABEL_IMPORT>;
export type LabelImportRow = Answered<typeof LABEL_IMPORTS>["results"][number];
export type Purpose = LabelImportRow["purpose"];
export type Format = LabelImportRow["format"];
/** By name in the file, the key of a label; null leaves it out. */
export type Mapping = Readonly<Record<string, string | null>>;

export const PURPOSES: readonly Purpose[] = ["truth", "gold", "suggestion"];
export const FORMATS: readonly Format[] = ["coco", "yolo", "voc", "jsonl", "csv", "folders"];

export const PURPOSE_NAMES = {
  gold: "incoming.gold",
  truth: "incoming.truth",
  suggestion: "incoming.suggestion",
} as const;

export const FORMAT_NAMES = {
  coco: "incoming.coco",
  yolo: "incoming.yolo",
  voc: "incoming.voc",
  jsonl: "incoming.jsonl",
  csv: "incoming.csv",
  folders: "incoming.folders",
} as const;

/** Formats that say a class of each picture, which answers a question. */
export const OF_CLASSES: ReadonlySet<Format> = new Set(["csv", "folders"]);
/** Beside the kinds of shapes: the name is that of a class of whole pictures. */
const CLASS = "class";

export const STATE_NAMES = {
  waiting: "incoming.waiting",
  queued: "incoming.queued",
  running: "incoming.running",
  done: "incoming.done",
  failed: "incoming.failed",
  cancelled: "incoming.cancelled",
} as const;

export const STATE_TONES: Record<keyof typeof STATE_NAMES, Tone> = {
  waiting: "caution",
  queued: "active",
  running: "active",
  done: "good",
  failed: "problem",
  cancelled: "quiet",
};

/** What a person is told: a file that was read waits for them, not for a worker. */
export function shownState({ state, stage }: LabelImportRow): keyof typeof STATE_NAMES {
  return state === "queued" && stage === "mapping" ? "waiting" : state;
}

/** Whether a worker is, or will be, at it. */
export function isMoving(row: LabelImportRow): boolean {
  return shownState(row) !== "waiting" && isLive(row);
}

/** The format that a file's name speaks for; a ZIP could be any. */
export function formatOf(fileName: string): Format | null {
  const ending = fileName.toLowerCase().split(".").at(-1);
  const known: Readonly<Record<string, Format>> = {
    json: "coco",
    jsonl: "jsonl",
    csv: "csv",
    txt: "yolo",
    xml: "voc",
  };
  return known[ending ?? ""] ?? null;
}

/** What the server took the names for, before a person has said more. */
export function guessed(found: LabelImport["found"]): Mapping {
  return Object.fromEntries(found.map(({ name, guess }) => [name, guess]));
}

type Question = SchemaDefinition["questions"][number];

/** The questions that a class of a whole picture may answer: those with options, and yes or no. */
export function questionsOfClasses(schema: SchemaDefinition | undefined): readonly Question[] {
  return (schema?.questions ?? []).filter(({ type }) => /^(choices?|boolean)$/.test(type));
}

/** Whether a name of a file is called so by whole pictures, not by shapes. */
export function isOfClasses({ kinds }: LabelImport["found"][number]): boolean {
  return kinds.includes(CLASS);
}
