import {
  type AnswerType,
  readSchema,
  type SchemaCondition,
  type SchemaDefinition,
  type Skeleton,
  type Tolerance,
} from "@/model/schema";
import { OVERLAP_KINDS } from "@/model/validation/overlap";
import { SIGHT_KEYS, type SightKey } from "@/model/sight";
import { NO_NAMES, namesOf, type NamesEver, type NamesOfList } from "./names";
import type { NameRow } from "./rows";
import { EMPTY_SKELETON, skeletonDraft, soundEdges, type SkeletonDraft } from "./skeleton";
import { labelLook } from "@/render/palette";

/** A field of a label or of the picture, as it is being written. */
export interface FieldDraft {
  readonly key: string | null;
  readonly name: string;
  readonly type: AnswerType;
  readonly isRequired: boolean;
  /** An option keeps its key when its name changes, so that old answers stay readable. */
  readonly options: readonly NameRow[];
  /** Asked only while another attribute has this value. */
  readonly when: SchemaCondition | null;
  /** Of one choice, and kept while another kind is tried; as is the tolerance. */
  readonly isOrdered: boolean;
  readonly tolerance: Tolerance | null;
}

export interface LabelDraft {
  readonly key: string | null;
  readonly name: string;
  readonly color: string;
  readonly kind: string;
  /** Used for keypoints alone, and kept while another kind is tried. */
  readonly skeleton: SkeletonDraft;
  /** Of masks: one for all of the class. */
  readonly is_semantic: boolean;
  readonly attributes: readonly FieldDraft[];
  readonly parent: string | null;
  readonly minCount: number | null;
  readonly maxCount: number | null;
  /** Of kinds with an area, in [0, 1]; kept while another kind is tried. */
  readonly maxOverlap: number | null;
  /** `c` or `shift+c`; null for the digit of its place alone. */
  readonly shortcut: string | null;
}

export interface SchemaDraft {
  readonly labels: readonly LabelDraft[];
  readonly questions: readonly FieldDraft[];
  /** What keys were called that versions so far had: none of them is given to another thing. */
  readonly ever?: NamesEver;
}

export const EMPTY_FIELD: FieldDraft = {
  key: null,
  name: "",
  type: "choice",
  isRequired: true,
  options: [],
  when: null,
  isOrdered: false,
  tolerance: null,
};

/** The colour of the n-th label, in the order that keeps them apart. */
export function colorOf(index: number): string {
  return labelLook(index).hex;
}

export function emptyLabel(index: number): LabelDraft {
  const drawn = { kind: "box", skeleton: EMPTY_SKELETON, is_semantic: false };
  const look = { color: colorOf(index), ...drawn };
  const limits = { parent: null, minCount: null, maxCount: null, maxOverlap: null };
  return { key: null, name: "", ...look, ...limits, shortcut: null, attributes: [] };
}

/** A key out of a name: lower-case letters, digits and `_`, beginning with a letter, not taken. */
export function keyFrom(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const base = /^[a-z]/.test(plain) ? plain.slice(0, 40) : `k_${plain.slice(0, 38)}`;
  let key = base;
  for (let number = 2; taken.has(key); number += 1) key = `${base}_${number}`;
  return key;
}

/**
 * Rows with a key each: their own, else that of the thing that once had the very name (that had it
 * last, if several did), else a new one. A key that was another thing's is given to none.
 */
export function withKeys<Row extends { readonly key: string | null; readonly name: string }>(
  rows: readonly Row[],
  ever?: NamesOfList,
): (Row & { readonly key: string })[] {
  const used = new Set(rows.flatMap((row) => (row.key === null ? [] : [row.key])));
  const retired = [...(ever?.keys() ?? [])];
  return rows.map((row) => {
    const name = row.name.trim();
    const free = [...(ever ?? [])].filter(([key]) => !used.has(key));
    const again =
      free.find(([, [last]]) => last === name) ?? free.find(([, names]) => names.includes(name));
    const key = row.key ?? again?.[0] ?? keyFrom(row.name, new Set([...retired, ...used]));
    used.add(key);
    return { ...row, key };
  });
}

function hasOptions(type: AnswerType): boolean {
  return type === "choice" || type === "choices";
}

function optionsIn(field: FieldDraft, ever?: NamesOfList) {
  const named = field.options.filter((option) => option.name.trim() !== "");
  return withKeys(named, ever).map(({ key, name }) => ({ key, name: name.trim() }));
}

/** Points without a name are none, and lines to them neither. */
function skeletonOf({ points, edges }: SkeletonDraft, ever: NamesOfList): Skeleton {
  const named = points.filter(({ name }) => name.trim() !== "");
  const keyed = new Map(withKeys(named, ever).map((point, place) => [named[place], point]));
  const keyAt = (place: number) => keyed.get(points[place])?.key;
  return {
    points: [...keyed.values()].map(({ key, name, at }) => ({
      key,
      name: name.trim(),
      ...(at !== undefined && { at }),
    })),
    edges: soundEdges(edges).flatMap(([from, to]) => {
      const [first, second] = [keyAt(from), keyAt(to)];
      return first === undefined || second === undefined ? [] : [[first, second] as const];
    }),
  };
}

/**
 * The attributes with a key each, and their options too, as saving would make them: what a condition
 * rests on keeps its key when its name changes. What has no name yet gets none. `ever` is what keys
 * of the schema were called, `path` that of the attributes in it.
 */
export function pinned(
  attributes: readonly FieldDraft[],
  ever: NamesEver = NO_NAMES,
  path = "",
): readonly FieldDraft[] {
  const named = attributes.filter((field) => field.key !== null || field.name.trim() !== "");
  const keyed = new Map(
    withKeys(named, namesOf(ever, path)).map((field, place) => [named[place], field]),
  );
  return attributes.map((field) => {
    const found = keyed.get(field);
    if (found === undefined) return field;
    const options = field.options.filter(
      (option) => option.key !== null || option.name.trim() !== "",
    );
    const before = namesOf(ever, `${path}/${found.key}/options`);
    return hasOptions(field.type) ? { ...found, options: withKeys(options, before) } : found;
  });
}

/** The values of attributes that a condition may rest on; those without a key have none. */
export function conditionsFor(earlier: readonly FieldDraft[]) {
  return earlier.flatMap(({ key, name, type, options }) => {
    if (key === null) return [];
    const values: readonly { equals: string | boolean; option: string }[] =
      type === "boolean"
        ? [
            { equals: true, option: "" },
            { equals: false, option: "" },
          ]
        : hasOptions(type)
          ? options.flatMap((option) =>
              option.key === null ? [] : [{ equals: option.key, option: option.name }],
            )
          : [];
    return values.map(({ equals, option }) => ({
      when: { attribute: key, equals },
      attribute: name,
      option,
    }));
  });
}

/** Whether there is something to try: all that is there has a name, and choices have options. */
export function isWhole({ labels, questions }: SchemaDraft): boolean {
  const hasName = ({ name }: { readonly name: string }) => name.trim() !== "";
  const fields = [...questions, ...labels.flatMap(({ attributes }) => attributes)];
  const isAskable = (field: FieldDraft) =>
    hasName(field) && (!hasOptions(field.type) || optionsIn(field).length > 1);
  return (
    labels.length + questions.length > 0 &&
    labels.every(hasName) &&
    labels.every(({ kind, skeleton }) => kind !== "keypoints" || skeleton.points.some(hasName)) &&
    fields.every(isAskable)
  );
}

/** The yes-or-no attributes whose keys other programs' formats know, and keys of the workspace. */
export function withSight(attributes: readonly FieldDraft[], names: SightNames): FieldDraft[] {
  const missing = SIGHT_KEYS.filter((key) => !attributes.some((field) => field.key === key));
  const made = missing.map((key) => ({
    ...EMPTY_FIELD,
    key,
    name: names[key],
    type: "boolean" as const,
    isRequired: false,
  }));
  return [...attributes, ...made];
}

type SightNames = Readonly<Record<SightKey, string>>;

/** Whether an answer that is off can be right: of numbers, and of one choice that has an order. */
export function takesTolerance({ type, isOrdered }: FieldDraft): boolean {
  return type === "number" || (type === "choice" && isOrdered);
}

/** What the server keeps of order and tolerance; of options in steps, which are no shares. */
function rightnessOf(field: FieldDraft) {
  const { type, isOrdered, tolerance } = field;
  const steps = tolerance && {
    value: Math.max(1, Math.round(tolerance.value)),
    is_relative: false,
  };
  const kept = type === "number" ? tolerance : steps;
  return {
    is_ordered: type === "choice" && isOrdered,
    tolerance: takesTolerance(field) ? kept : null,
  };
}

/** Where the attributes of a label stand in a schema. */
export function attributesOf(label: string): string {
  return `/labels/${label}/attributes`;
}

/** The JSON that the server keeps; keys are made for what has none yet. */
export function toDefinition(draft: SchemaDraft): SchemaDefinition {
  const ever = (path: string) => namesOf(draft.ever ?? NO_NAMES, path);
  return {
    version: 1,
    labels: withKeys(draft.labels, ever("/labels")).map((label) => ({
      key: label.key,
      name: label.name.trim(),
      color: label.color,
      kind: label.kind,
      skeleton:
        label.kind === "keypoints"
          ? skeletonOf(label.skeleton, ever(`/labels/${label.key}/points`))
          : null,
      is_semantic: label.kind === "mask" && label.is_semantic,
      parent: label.parent,
      min_count: label.minCount,
      max_count: label.maxCount,
      max_overlap: OVERLAP_KINDS.includes(label.kind) ? label.maxOverlap : null,
      shortcut: label.shortcut,
      attributes: withKeys(label.attributes, ever(attributesOf(label.key))).map((field) => ({
        key: field.key,
        name: field.name.trim(),
        type: field.type,
        required: field.isRequired,
        ...(hasOptions(field.type) && {
          options: optionsIn(field, ever(`${attributesOf(label.key)}/${field.key}/options`)),
        }),
        when: field.when,
        ...rightnessOf(field),
      })),
    })),
    questions: withKeys(draft.questions, ever("/questions")).map((field) => ({
      key: field.key,
      text: field.name.trim(),
      type: field.type,
      required: field.isRequired,
      ...(hasOptions(field.type) && {
        options: optionsIn(field, ever(`/questions/${field.key}/options`)).map((option, index) => ({
          ...option,
          color: colorOf(index),
        })),
      }),
      ...rightnessOf(field),
    })),
  };
}

/** The draft of what is in force; `ever` as in the draft. */
export function fromDefinition(
  definition: SchemaDefinition | undefined,
  ever: NamesEver = NO_NAMES,
): SchemaDraft {
  if (definition === undefined) return { labels: [], questions: [], ever };
  const schema = readSchema(definition);
  return {
    ever,
    labels: schema.labels.map(({ attributes, min_count, max_count, max_overlap, ...label }) => ({
      ...label,
      skeleton: skeletonDraft(label.skeleton),
      minCount: min_count,
      maxCount: max_count,
      maxOverlap: max_overlap,
      attributes: attributes.map((field) => ({
        key: field.key,
        name: field.name,
        type: field.type,
        isRequired: field.required,
        options: field.options,
        when: field.when,
        isOrdered: field.is_ordered,
        tolerance: field.tolerance,
      })),
    })),
    questions: schema.questions.map((field) => ({
      key: field.key,
      name: field.text,
      type: field.type,
      isRequired: field.required,
      options: field.options,
      when: null,
      isOrdered: field.is_ordered,
      tolerance: field.tolerance,
    })),
  };
}
