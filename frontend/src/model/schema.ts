/** The label schema: what may be drawn and what must be answered. Written by a manager, versioned. */

import type { FigurePlace } from "./skeleton-figure";

export type AnswerType = "choice" | "choices" | "text" | "number" | "boolean";

export interface SchemaOption {
  readonly key: string;
  readonly name: string;
  readonly color: string | null;
}

export interface SchemaCondition {
  readonly attribute: string;
  readonly equals: string | boolean;
}

/** How far an answer may be off and still be right: in its unit, or as a share of the true number.
 * Of a choice that has an order, in steps from option to option. */
export interface Tolerance {
  readonly value: number;
  readonly is_relative: boolean;
}

/** Something that can be answered: an attribute of a shape, or a question about the image. */
export interface SchemaField {
  readonly key: string;
  readonly type: AnswerType;
  readonly required: boolean;
  readonly options: readonly SchemaOption[];
  readonly when: SchemaCondition | null;
  /** Of one choice: whether its options have an order, which is theirs. */
  readonly is_ordered: boolean;
  /** Null where only the very answer is right. */
  readonly tolerance: Tolerance | null;
}

export interface SchemaAttribute extends SchemaField {
  readonly name: string;
}

export interface SchemaQuestion extends SchemaField {
  readonly text: string;
}

export interface SkeletonPoint {
  readonly key: string;
  readonly name: string;
  /** Where it lies in the skeleton's figure; by itself where nobody has put it anywhere. */
  readonly at?: FigurePlace;
}

/** The points of a label of keypoints, and the pairs of keys that a line joins. */
export interface Skeleton {
  readonly points: readonly SkeletonPoint[];
  readonly edges: readonly (readonly [string, string])[];
}

export interface SchemaLabel {
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly min_count: number | null;
  readonly max_count: number | null;
  readonly attributes: readonly SchemaAttribute[];
  /** Null for every kind but keypoints. */
  readonly skeleton: Skeleton | null;
  /** Of masks: one for all of the class in a picture, and no pixel in two such masks. */
  readonly is_semantic: boolean;
  /** Intersection over union that two shapes of the label may have, in [0, 1]; null for any. */
  readonly max_overlap: number | null;
  /** A letter that picks it, `c` or `shift+c`, beside the digit of its place; null for none. */
  readonly shortcut: string | null;
}

export interface LabelSchema {
  readonly version: 1;
  readonly labels: readonly SchemaLabel[];
  readonly questions: readonly SchemaQuestion[];
}

/** A schema as it travels: keys that say nothing may be left out. */
export interface SchemaDefinition {
  readonly version: number;
  readonly labels: readonly LabelDefinition[];
  readonly questions: readonly FieldDefinition[];
}

interface LabelDefinition {
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly kind: string;
  readonly parent?: string | null;
  readonly min_count?: number | null;
  readonly max_count?: number | null;
  readonly attributes?: readonly FieldDefinition[];
  readonly skeleton?: Skeleton | null;
  readonly is_semantic?: boolean;
  readonly max_overlap?: number | null;
  readonly shortcut?: string | null;
}

interface FieldDefinition {
  readonly key: string;
  readonly name?: string;
  readonly text?: string;
  readonly type: string;
  readonly required: boolean;
  readonly options?: readonly { key: string; name: string; color?: string | null }[];
  readonly when?: SchemaCondition | null;
  readonly is_ordered?: boolean;
  readonly tolerance?: Tolerance | null;
}

/** The server checked the definition when it was made; this only fills in what was left out. */
export function readSchema(definition: SchemaDefinition): LabelSchema {
  return {
    version: 1,
    labels: definition.labels.map((label) => ({
      key: label.key,
      name: label.name,
      color: label.color,
      kind: label.kind,
      parent: label.parent ?? null,
      min_count: label.min_count ?? null,
      max_count: label.max_count ?? null,
      attributes: (label.attributes ?? []).map((field) => ({
        ...readField(field),
        name: field.name ?? field.key,
      })),
      skeleton: label.skeleton ?? null,
      is_semantic: label.is_semantic ?? false,
      max_overlap: label.max_overlap ?? null,
      shortcut: label.shortcut ?? null,
    })),
    questions: definition.questions.map((field) => ({
      ...readField(field),
      text: field.text ?? field.key,
    })),
  };
}

function readField(field: FieldDefinition): SchemaField {
  return {
    key: field.key,
    type: field.type as AnswerType,
    required: field.required,
    options: (field.options ?? []).map(({ key, name, color }) => ({
      key,
      name,
      color: color ?? null,
    })),
    when: field.when ?? null,
    is_ordered: field.is_ordered ?? false,
    tolerance: field.tolerance ?? null,
  };
}

/** An option's key, several keys, a text, a number or yes/no, as the field's type says. */
export type AnswerValue = string | number | boolean | readonly string[];
export type Answers = Readonly<Record<string, AnswerValue>>;

/**
 * What a picture's answer can hold: labels, and options of questions by `question/option`. Of a
 * definition that the server checked; nothing where the project has none yet.
 */
export function subjectsOf(definition: unknown): readonly { key: string; name: string }[] {
  if (definition == null) return [];
  const { labels, questions } = readSchema(definition as SchemaDefinition);
  const options = questions.flatMap((question) =>
    question.options.map(({ key, name }) => ({
      key: `${question.key}/${key}`,
      name: `${question.text}: ${name}`,
    })),
  );
  return [...labels.map(({ key, name }) => ({ key, name })), ...options];
}

export function labelOf(schema: LabelSchema, key: string): SchemaLabel | undefined {
  return schema.labels.find((label) => label.key === key);
}

/** The number a label or option is chosen by: its place, counted from 1. */
export function digitOf(items: readonly { readonly key: string }[], key: string): number {
  return items.findIndex((item) => item.key === key) + 1;
}

/** Attributes a shape of this label is asked about, given what is answered already. */
export function askedAttributes(label: SchemaLabel, answers: Answers): readonly SchemaAttribute[] {
  return label.attributes.filter((attribute) => isAsked(attribute, answers));
}

/** A condition holds when the other field has the value, or has it among several choices. */
export function isAsked(field: SchemaField, answers: Readonly<Record<string, unknown>>): boolean {
  if (field.when === null) return true;
  const { attribute, equals } = field.when;
  const found = Object.hasOwn(answers, attribute) ? answers[attribute] : undefined;
  return Array.isArray(found) ? found.includes(equals) : found === equals;
}

/** What counts as blank is spelled out: languages differ in what else they strip. */
const BLANK = /^[ \t\r\n]*$/;

export function isAnswered(value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value === "string") return !BLANK.test(value);
  return !Array.isArray(value) || value.length > 0;
}

/** Whether anything is drawn at all, or the project only asks about the whole picture. */
export function asksForShapes(schema: LabelSchema): boolean {
  return schema.labels.length > 0;
}

export function asksForMasks(schema: LabelSchema): boolean {
  return schema.labels.some(({ kind }) => kind === "mask");
}

export function asksForBoxes(schema: LabelSchema): boolean {
  return schema.labels.some(({ kind }) => kind === "box");
}
