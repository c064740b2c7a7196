/** Answers to fields: attributes of a shape, or questions about the whole image. */

import { isAnswered, isAsked, type SchemaField } from "../schema";
import {
  numberProblems,
  pointer,
  problem,
  unknownKeys,
  type JsonObject,
  type Problem,
} from "./problem";

/** Counted in characters as people see them, so an emoji is one. */
const MAX_TEXT_CHARACTERS = 2000;
/** Beyond this a double no longer tells neighbouring tenths apart. */
const MAX_NUMBER = 1e15;

/** `what` ends the code: `missing_attribute`, `missing_answer`. */
export function valueProblems(
  values: JsonObject,
  fields: readonly SchemaField[],
  path: string,
  what: "attribute" | "answer",
): readonly Problem[] {
  const known = new Set(fields.map((field) => field.key));
  const unknown = Object.keys(values).filter((key) => !known.has(key));
  return [
    ...unknownKeys(unknown, path),
    ...fields.flatMap((field) => fieldProblems(values, field, pointer(path, field.key), what)),
  ];
}

function fieldProblems(
  values: JsonObject,
  field: SchemaField,
  path: string,
  what: "attribute" | "answer",
): readonly Problem[] {
  const isGiven = Object.hasOwn(values, field.key);
  if (!isAsked(field, values)) return isGiven ? [problem(`${what}_not_applicable`, path)] : [];
  if (!isGiven) return field.required ? [problem(`missing_${what}`, path)] : [];
  const value = values[field.key];
  const found = CHECKS[field.type](value, field, path);
  const isMissing = found.length === 0 && field.required && !isAnswered(value);
  return isMissing ? [problem(`missing_${what}`, path)] : found;
}

type Check = (value: unknown, field: SchemaField, path: string) => readonly Problem[];

const CHECKS: Readonly<Record<SchemaField["type"], Check>> = {
  choice: choiceProblems,
  choices: choicesProblems,
  text: (value, _field, path) => textProblems(value, path),
  number: (value, _field, path) => rangedNumberProblems(value, path),
  boolean: (value, _field, path) =>
    typeof value === "boolean" ? [] : [problem("wrong_type", path)],
};

function choiceProblems(value: unknown, field: SchemaField, path: string): readonly Problem[] {
  if (typeof value !== "string") return [problem("wrong_type", path)];
  const isOption = field.options.some((option) => option.key === value);
  return isOption ? [] : [problem("unknown_option", path)];
}

function choicesProblems(value: unknown, field: SchemaField, path: string): readonly Problem[] {
  if (!Array.isArray(value)) return [problem("wrong_type", path)];
  if (value.length > field.options.length) return [problem("too_many", path)];
  return value.flatMap((choice: unknown, index) => {
    const found = choiceProblems(choice, field, `${path}/${index}`);
    const isRepeated = found.length === 0 && value.indexOf(choice) < index;
    return isRepeated ? [problem("duplicate_option", `${path}/${index}`)] : found;
  });
}

function textProblems(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "string") return [problem("wrong_type", path)];
  if ([...value].length > MAX_TEXT_CHARACTERS) return [problem("too_long", path)];
  return isStorable(value) ? [] : [problem("invalid_text", path)];
}

/** NUL and half a surrogate pair fit neither a database nor a UTF-8 file. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

function rangedNumberProblems(value: unknown, path: string): readonly Problem[] {
  const problems = numberProblems(value, path);
  if (problems.length > 0) return problems;
  return Math.abs(value as number) <= MAX_NUMBER ? [] : [problem("out_of_range", path)];
}
