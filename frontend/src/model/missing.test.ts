import { describe, expect, it } from "vitest";
import type { AnnotationDocument, BoxShape } from "./document";
import { missingAnswers } from "./missing";
import { readSchema } from "./schema";

const IMAGE = { width_px: 100, height_px: 100 };
const coin = { key: "coin", name: "Coin", color: "#30C7D2", kind: "box" };
const schema = readSchema({
  version: 1,
  labels: [{ ...coin, max_overlap: 0.125 }],
  questions: [],
});

function boxAt(id: string, x: number): BoxShape {
  const geometry = { x, y: 0, width: 10, height: 10 };
  return { id, kind: "box", label: "coin", geometry, attributes: {} };
}

const documentOf = (...shapes: BoxShape[]): AnnotationDocument => ({
  version: 1,
  is_nothing_here: false,
  shapes,
  answers: {},
});

describe("shapes that overlap more than their label allows", () => {
  it("are named before the answer is sent, the later one of two", () => {
    const document = documentOf(boxAt("apart", 50), boxAt("one", 0), boxAt("two", 5));

    expect(missingAnswers(document, schema, IMAGE)).toEqual([
      { type: "overlap", shapeId: "two", labelName: "Coin", percent: 12.5 },
    ]);
  });

  it("are not compared with a shape that is broken", () => {
    const broken = { ...boxAt("one", 0), geometry: { x: 0, y: 0, width: 10, height: 0 } };

    const found = missingAnswers(documentOf(broken, boxAt("two", 0)), schema, IMAGE);

    expect(found.map(({ type }) => type)).toEqual(["broken"]);
  });
});
