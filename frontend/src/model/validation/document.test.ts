import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readSchema, type SchemaDefinition } from "../schema";
import { boxIou, type BoxGeometry } from "../shapes/box";
import { documentProblems } from "./document";

interface DocumentCases {
  schemas: Record<string, SchemaDefinition>;
  cases: {
    name: string;
    schema: string;
    width_px: number;
    height_px: number;
    document: unknown;
    problems: { code: string; path: string }[];
  }[];
}

interface IouCases {
  tolerance: number;
  cases: { name: string; first: BoxGeometry; second: BoxGeometry; iou: number }[];
}

const CASES = resolve(import.meta.dirname, "../../../../tests/cases");
const read = (name: string): unknown => JSON.parse(readFileSync(`${CASES}/${name}.json`, "utf8"));

const documents = read("documents") as DocumentCases;
const ious = read("iou") as IouCases;

describe("a document is judged as the server judges it", () => {
  it.each(documents.cases)("$name", ({ schema, width_px, height_px, document, problems }) => {
    const definition = documents.schemas[schema];
    if (definition === undefined) throw new Error(`No schema ${schema}`);

    const found = documentProblems(document, readSchema(definition), { width_px, height_px });

    expect(found).toEqual(problems.map(({ code, path }) => ({ code, path })));
  });
});

describe("boxes overlap as the server reckons", () => {
  it.each(ious.cases)("$name", ({ first, second, iou }) => {
    expect(Math.abs(boxIou(first, second) - iou)).toBeLessThanOrEqual(ious.tolerance);
  });
});
