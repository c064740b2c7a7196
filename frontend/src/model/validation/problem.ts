/** What is wrong with a document. The server's `concord.documents` agrees on code and path. */

export const MAX_PROBLEMS = 100;

/** `path` is an RFC 6901 JSON pointer into the document; `""` is the whole of it. */
export interface Problem {
  readonly code: string;
  readonly path: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const problem = (code: string, path: string): Problem => ({ code, path });

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 6901, section 3: `~` and `/` are escaped. */
export function pointer(path: string, key: string): string {
  return `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Missing and unknown keys of an object, the missing ones first. */
export function keyProblems(
  value: JsonObject,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): readonly Problem[] {
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter(
    (key) => !required.includes(key) && !optional.includes(key),
  );
  return [...missing.map(() => problem("missing_key", path)), ...unknownKeys(unknown, path)];
}

export function unknownKeys(keys: readonly string[], path: string): readonly Problem[] {
  return keys.map((key) => problem("unknown_key", pointer(path, key)));
}

/** A finite number is wanted. */
export function numberProblems(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "number") return [problem("wrong_type", path)];
  return Number.isFinite(value) ? [] : [problem("not_finite", path)];
}

/** A finite number above 0 is wanted: a width, a height, a radius. */
export function sideProblems(value: unknown, path: string): readonly Problem[] {
  const problems = numberProblems(value, path);
  const isPositive = problems.length > 0 || (value as number) > 0;
  return isPositive ? problems : [problem("not_positive", path)];
}
