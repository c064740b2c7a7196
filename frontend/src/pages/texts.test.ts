import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { ENGLISH } from "./texts";

const SRC = resolve(import.meta.dirname, "..");

function sources(endings: RegExp): { path: string; source: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => endings.test(path) && !/\.test\.|schema\.d\.ts/.test(path))
    .map((path) => ({ path, source: readFileSync(join(SRC, path), "utf8") }));
}

/** Every quoted `folder.key` of a folder that has texts. */
function keysIn(source: string): string[] {
  return [...source.matchAll(/"([a-z]\w*\.\w+)"/g)].map(([, key]) => key ?? "");
}

const folders = new Set(Object.keys(ENGLISH).map((key) => key.split(".")[0] ?? ""));
const used = new Set(sources(/\.tsx?$/).flatMap(({ source }) => keysIn(source)));

it("has the text of every key in use", () => {
  const missing = [...used].filter(
    (key) => folders.has(key.split(".")[0] ?? "") && ENGLISH[key] === undefined,
  );

  expect(used.size).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

it("has no text that nothing uses", () => {
  const unused = Object.keys(ENGLISH).filter((key) => !used.has(key));

  expect(unused).toEqual([]);
});

it("keeps colours out of the style sheets", () => {
  const coloured = sources(/\.css$/)
    .filter(({ source }) => /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i.test(source))
    .map(({ path }) => path);

  expect(coloured).toEqual([]);
});
