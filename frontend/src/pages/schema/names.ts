/**
 * What the things of a schema are called. Answers keep keys and people read names: when a key takes
 * the name of another one, answers given before say something else. The server judges by the same
 * rules (projects/names.py) and refuses what nobody confirmed.
 */

import { readSchema, type SchemaDefinition } from "@/model/schema";

/** Of a list, such as `/questions/wet/options`: name by key. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;
/** All names that keys ever had, each once, the last one first. */
export type NamesEver = ReadonlyMap<string, NamesOfList>;
export type NamesOfList = ReadonlyMap<string, readonly string[]>;
export const NO_NAMES: NamesEver = new Map();
const NONE: NamesOfList = new Map();

export interface NameChange {
  /** What the thing belongs to: names of a label and an attribute, or of a question. */
  readonly where: readonly string[];
  /** Null of a key that is new. */
  readonly was: string | null;
  /** Null of a key that is there no longer. */
  readonly name: string | null;
  /** The name was another key's, or the key was gone and comes back as another thing. */
  readonly isMoved: boolean;
}

interface Named {
  readonly key: string;
  readonly name: string;
}

interface List {
  readonly path: string;
  readonly where: readonly string[];
  readonly rows: readonly Named[];
}

export function namesOf(names: NamesEver, path: string): NamesOfList {
  return names.get(path) ?? NONE;
}

export function namesIn(definition: SchemaDefinition): Names {
  return new Map(
    listsIn(definition).map(({ path, rows }) => [
      path,
      new Map(rows.map(({ key, name }) => [key, name])),
    ]),
  );
}

/** What every key was called in any of the definitions, the newest of which comes first. */
export function namesEver(definitions: readonly SchemaDefinition[]): NamesEver {
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const definition of definitions) {
    for (const [path, names] of namesIn(definition)) {
      const called = found.get(path) ?? new Map<string, readonly string[]>();
      for (const [key, name] of names)
        called.set(key, [...new Set([...(called.get(key) ?? []), name])]);
      found.set(path, called);
    }
  }
  return found;
}

/** What `after` calls otherwise than before, and what is there no longer. */
export function nameChanges(
  { ever, inForce }: { ever: NamesEver; inForce: Names },
  after: SchemaDefinition,
): NameChange[] {
  return listsIn(after).flatMap(({ path, where, rows }) => {
    const before = inForce.get(path) ?? new Map<string, string>();
    const changed = changesIn(where, rows, namesOf(ever, path), before);
    const left = new Set(rows.map(({ key }) => key));
    const gone = [...before].filter(([key]) => !left.has(key));
    return [...changed, ...gone.map(([, was]) => ({ where, was, name: null, isMoved: false }))];
  });
}

function changesIn(
  where: readonly string[],
  rows: readonly Named[],
  ever: NamesOfList,
  inForce: ReadonlyMap<string, string>,
): NameChange[] {
  const after = new Map(rows.map(({ key, name }) => [key, name]));
  const givenUp = [...ever].flatMap(([key, names]) =>
    names
      .filter((name) => told(name) !== told(after.get(key) ?? ""))
      .map((name) => ({ by: key, name: told(name) })),
  );
  return rows.flatMap(({ key, name }) => {
    const was = ever.get(key)?.[0] ?? null;
    if (was === name) return [];
    const isPlain = was !== null && told(was) === told(name);
    const wasAnothers =
      !isPlain && givenUp.some((one) => one.name === told(name) && one.by !== key);
    const comesBack = was !== null && !inForce.has(key);
    const change = { where, was, name, isMoved: wasAnothers || comesBack };
    return was !== null || wasAnothers ? [change] : [];
  });
}

/** Names that differ in capitals alone are one to people. */
function told(name: string): string {
  return name.trim().toLowerCase();
}

function listsIn(definition: SchemaDefinition): List[] {
  const { labels, questions } = readSchema(definition);
  return [
    { path: "/labels", where: [], rows: labels },
    ...labels.flatMap(({ key, name, skeleton, attributes }) => [
      { path: `/labels/${key}/points`, where: [name], rows: skeleton?.points ?? [] },
      { path: `/labels/${key}/attributes`, where: [name], rows: attributes },
      ...attributes.map((one) => ({
        path: `/labels/${key}/attributes/${one.key}/options`,
        where: [name, one.name],
        rows: one.options,
      })),
    ]),
    {
      path: "/questions",
      where: [],
      rows: questions.map(({ key, text }) => ({ key, name: text })),
    },
    ...questions.map(({ key, text, options }) => ({
      path: `/questions/${key}/options`,
      where: [text],
      rows: options,
    })),
  ];
}
