import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "./document";
import { hindrances, placed } from "./hindrances";
import { readSchema, type SchemaDefinition } from "./schema";

interface Cases {
  schemas: Record<string, SchemaDefinition>;
  cases: {
    name: string;
    schema: string;
    document: AnnotationDocument;
    problems: { code: string; path: string }[];
  }[];
}

const TABLE = resolve(import.meta.dirname, "../../../tests/cases/documents.json");
const { schemas, cases } = JSON.parse(readFileSync(TABLE, "utf8")) as Cases;
const readable = cases.filter(({ problems }) => problems.some(({ path }) => path !== ""));

const IMAGE = { width_px: 200, height_px: 100 };
const AREAS = readSchema({
  version: 1,
  labels: [
    { key: "road", name: "Road", color: "aqua", kind: "mask", is_semantic: true },
    { key: "sky", name: "Sky", color: "lime", kind: "mask", is_semantic: true },
  ],
  questions: [{ key: "why", text: "Why?", type: "text", required: false }],
});

/** A whole picture of one class: its runs are none unset, and then all of it set. */
function whole(id: string, label: string): AnnotationDocument["shapes"][number] {
  const geometry = { x: 0, y: 0, width: 2, height: 2, counts: "04" };
  return { id, kind: "mask", label, geometry, attributes: {} };
}

describe("what keeps a document from being handed in", () => {
  it("is a rule the screen does not ask for, at the shape that breaks it", () => {
    const document = { ...EMPTY_DOCUMENT, shapes: [whole("s1", "road"), whole("s2", "sky")] };

    expect(hindrances(document, AREAS, IMAGE)).toEqual([
      { type: "broken", shapeId: "s2", labelName: "Sky", code: "overlapping_masks" },
    ]);
  });

  it("is an answer that breaks a rule, at its question", () => {
    const answers = { why: "x".repeat(2001) };
    const document = { ...EMPTY_DOCUMENT, shapes: [whole("s1", "road")], answers };

    expect(hindrances(document, AREAS, IMAGE)).toEqual([
      { type: "wrong_answer", question: "why", text: "Why?", code: "too_long" },
    ]);
  });

  it("is said of the whole where it has no one place", () => {
    const shapes = [whole("s1", "road"), whole("s2", "road")];

    expect(hindrances({ ...EMPTY_DOCUMENT, shapes }, AREAS, IMAGE)).toEqual([
      { type: "refused", code: "too_many_shapes" },
    ]);
  });

  it("is nothing where nothing is wrong", () => {
    const document = { ...EMPTY_DOCUMENT, shapes: [whole("s1", "road")] };

    expect(hindrances(document, AREAS, IMAGE)).toEqual([]);
  });

  it.each(readable)("has a place: $name", ({ schema, document, problems }) => {
    const definition = schemas[schema];
    if (definition === undefined) throw new Error(`No schema ${schema}`);
    const shapes = Array.isArray(document.shapes) ? document.shapes : [];
    const read = readSchema(definition);

    for (const problem of problems) {
      const found = placed(problem, { shapes }, read);
      const [, list, at] = problem.path.split("/");
      const isAtShape = list === "shapes" && at !== undefined;
      const isAtQuestion = list === "answers" && read.questions.some(({ key }) => key === at);
      const type = isAtShape ? "broken" : isAtQuestion ? "wrong_answer" : "refused";
      expect(found).toMatchObject({ type, code: problem.code });
    }
  });
});
