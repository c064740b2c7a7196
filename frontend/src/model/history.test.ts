import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, freshShapeId, type AnnotationDocument } from "./document";
import { DocumentStore } from "./document-store";
import * as edits from "./edits";
import { readSchema } from "./schema";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    {
      key: "euro",
      name: "Euro",
      color: "aqua",
      kind: "box",
      attributes: [{ key: "hidden", name: "Hidden", type: "boolean", required: true }],
    },
    { key: "cent", name: "Cent", color: "lime", kind: "box" },
  ],
  questions: [{ key: "note", text: "Anything else?", type: "text", required: false }],
});

type Edit = (store: DocumentStore) => void;

const side = fc.integer({ min: 1, max: 50 });
const geometry = fc.record({ x: side, y: side, width: side, height: side });
const label = fc.constantFrom("euro", "cent");

/** The id of some shape of the document, by a number of any size. */
const idAt = (document: AnnotationDocument, at: number) =>
  document.shapes[at % Math.max(document.shapes.length, 1)]?.id ?? "none";

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(geometry, label).map(([box, key]): Edit => (store) => {
    const shape = {
      id: freshShapeId(store.document),
      kind: "box",
      label: key,
      geometry: box,
      attributes: {},
    } as const;
    store.commit("add", edits.shapeAdded(store.document, shape));
  }),
  fc.nat().map((at): Edit => (store) => {
    store.commit("remove", edits.shapeRemoved(store.document, idAt(store.document, at)));
  }),
  fc.tuple(fc.nat(), geometry).map(([at, box]): Edit => (store) => {
    const id = idAt(store.document, at);
    store.extend(`nudge ${id}`, edits.geometryReplaced(store.document, id, box));
  }),
  fc.tuple(fc.nat(), label).map(([at, key]): Edit => (store) => {
    store.commit(
      "relabel",
      edits.labelReplaced(store.document, SCHEMA, idAt(store.document, at), key),
    );
  }),
  fc.tuple(fc.nat(), fc.boolean()).map(([at, value]): Edit => (store) => {
    const id = idAt(store.document, at);
    store.commit("attribute", edits.attributeAnswered(store.document, SCHEMA, id, "hidden", value));
  }),
  fc.string().map((text): Edit => (store) => {
    store.commit("question", edits.questionAnswered(store.document, "note", text));
  }),
  fc.boolean().map((isNothing): Edit => (store) => {
    store.commit("nothing", edits.nothingHereSet(store.document, isNothing));
  }),
  fc.constant<Edit>((store) => void store.undo()),
  fc.constant<Edit>((store) => void store.redo()),
);

describe("history", () => {
  it("brings back the exact document by undoing everything, whatever was done", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (done) => {
        const store = new DocumentStore(EMPTY_DOCUMENT);
        for (const make of done) make(store);
        const finished = store.document;

        let steps = 0;
        while (store.undo()) steps += 1;
        const start = store.document;
        for (let step = 0; step < steps; step += 1) store.redo();

        expect(start).toEqual(EMPTY_DOCUMENT);
        expect(store.document).toEqual(finished);
      }),
      { numRuns: 300, seed: 42 },
    );
  });

  it("undoes a run of changes of one name as one step", () => {
    const store = new DocumentStore(EMPTY_DOCUMENT);
    const first = {
      id: "s1",
      kind: "box",
      label: "cent",
      geometry: { x: 0, y: 0, width: 5, height: 5 },
      attributes: {},
    } as const;
    store.commit("add", edits.shapeAdded(store.document, first));
    const drawn = store.document;

    for (const x of [1, 2, 3]) {
      store.extend(
        "nudge s1",
        edits.geometryReplaced(store.document, "s1", { ...first.geometry, x }),
      );
    }
    store.undo();

    expect(store.document).toEqual(drawn);
  });

  it("forgets what was undone when something new is done", () => {
    const store = new DocumentStore(EMPTY_DOCUMENT);
    store.commit("nothing", edits.nothingHereSet(store.document, true));
    store.undo();

    store.commit("question", edits.questionAnswered(store.document, "note", "x"));

    expect(store.redo()).toBe(false);
  });

  it("says where a change came from", () => {
    const store = new DocumentStore(EMPTY_DOCUMENT);
    const origins: string[] = [];
    store.onChange(({ origin }) => origins.push(origin));

    store.commit("nothing", edits.nothingHereSet(store.document, true));
    store.undo();
    store.load(EMPTY_DOCUMENT);

    expect(origins).toEqual(["annotator", "history", "loaded"]);
  });
});
