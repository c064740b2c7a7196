import { describe, expect, it } from "vitest";
import {
  conditionsFor,
  EMPTY_FIELD,
  emptyLabel,
  fromDefinition,
  keyFrom,
  pinned,
  toDefinition,
} from "./draft";

describe("keys", () => {
  it("are made of a name's letters and digits", () => {
    expect(keyFrom("Größe, 2 Euro", new Set())).toBe("gro_e_2_euro");
  });

  it("begin with a letter", () => {
    expect(keyFrom("2 Euro", new Set())).toBe("k_2_euro");
  });

  it("are not given twice", () => {
    expect(keyFrom("Coin", new Set(["coin", "coin_2"]))).toBe("coin_3");
  });
});

describe("a schema draft", () => {
  const draft = {
    labels: [{ ...emptyLabel(0), name: "Gold " }],
    questions: [{ ...EMPTY_FIELD, name: "Material?", options: [{ key: null, name: "Brick" }] }],
  };

  it("becomes the definition and comes back with its keys", () => {
    const definition = toDefinition(draft);

    expect(definition.labels[0]?.key).toBe("gold");
    expect(fromDefinition(definition).questions[0]?.options).toMatchObject([
      { key: "brick", name: "Brick" },
    ]);
  });

  it("keeps what is right though it is off, and only where it can be", () => {
    const share = { value: 0.05, is_relative: true };
    const options = ["Good", "Fair", "Poor"].map((name) => ({ key: null, name }));
    const asked = { ...EMPTY_FIELD, tolerance: share, isOrdered: true, options };
    const questions = [
      { ...asked, name: "How many?", type: "number" as const },
      { ...asked, name: "How is it?" },
      { ...asked, name: "Which?", isOrdered: false },
      { ...asked, name: "All?", type: "choices" as const },
    ];

    const definition = toDefinition({ labels: [], questions });

    const kept = definition.questions.map((one) => [one.is_ordered, one.tolerance]);
    expect(kept).toEqual([
      [false, share],
      [true, { value: 1, is_relative: false }],
      [false, null],
      [false, null],
    ]);
    expect(toDefinition(fromDefinition(definition))).toEqual(definition);
  });

  it("begins labels as boxes, and keeps the kind and skeleton that a label has already", () => {
    const face = {
      key: "face",
      name: "Face",
      color: "#30C7D2",
      kind: "keypoints",
      skeleton: { points: [{ key: "nose", name: "Nose" }], edges: [] },
      min_count: 1,
      max_count: 4,
      parent: null,
    };
    const { labels } = fromDefinition({ version: 1, labels: [face], questions: [] });

    const saved = toDefinition({ labels: [...labels, emptyLabel(1)], questions: [] });

    expect(saved.labels[0]).toMatchObject(face);
    expect(saved.labels[1]).toMatchObject({ kind: "box", skeleton: null });
  });

  it("makes keys for the points of a skeleton, and lines of them", () => {
    const hand = {
      points: ["Wrist", "Thumb", "Thumb"].map((name) => ({ key: null, name })),
      edges: [
        [0, 1],
        [1, 0],
        [2, 2],
        [0, 2],
      ] as const,
    };
    const label = { ...emptyLabel(0), name: "Hand", kind: "keypoints", skeleton: hand };

    const definition = toDefinition({ labels: [label], questions: [] });

    expect(definition.labels[0]?.skeleton).toEqual({
      points: [
        { key: "wrist", name: "Wrist" },
        { key: "thumb", name: "Thumb" },
        { key: "thumb_2", name: "Thumb" },
      ],
      edges: [
        ["wrist", "thumb"],
        ["wrist", "thumb_2"],
      ],
    });
    expect(toDefinition(fromDefinition(definition))).toEqual(definition);
  });

  it("keeps limits and conditions, and offers the values that one may rest on", () => {
    const hidden = { ...EMPTY_FIELD, name: "Hidden", type: "boolean" as const };
    const first = fromDefinition(
      toDefinition({
        labels: [{ ...emptyLabel(0), name: "Car", minCount: 1, attributes: [hidden] }],
        questions: [],
      }),
    );
    const [car] = first.labels;
    const [offered] = conditionsFor(car?.attributes ?? []);
    const by = {
      ...EMPTY_FIELD,
      name: "By what",
      type: "text" as const,
      when: offered?.when ?? null,
    };

    const saved = toDefinition({
      labels: first.labels.map((one) => ({ ...one, attributes: [...one.attributes, by] })),
      questions: [],
    });

    expect(saved.labels[0]).toMatchObject({
      min_count: 1,
      attributes: [{ key: "hidden" }, { when: { attribute: "hidden", equals: true } }],
    });
  });

  it("lets a condition rest on an attribute that is not saved yet, and on its options", () => {
    const kind = { ...EMPTY_FIELD, name: "Kind", options: [{ key: null, name: "Lorry" }] };
    const load = { ...EMPTY_FIELD, name: "Load", type: "text" as const };
    const [keyed, ...rest] = pinned([kind, load, EMPTY_FIELD]);
    const [offered] = conditionsFor(keyed === undefined ? [] : [keyed]);
    const renamed = { ...(keyed ?? kind), name: "Type" };

    const attributes = [renamed, { ...load, when: offered?.when ?? null }];
    const saved = toDefinition({ labels: [{ ...emptyLabel(0), name: "Car", attributes }], questions: [] }); // prettier-ignore

    expect(rest.map(({ key }) => key)).toEqual(["load", null]);
    expect(saved.labels[0]?.attributes).toMatchObject([
      { key: "kind", name: "Type", options: [{ key: "lorry" }] },
      { key: "load", when: { attribute: "kind", equals: "lorry" } },
    ]);
  });

  it("says of masks alone whether there is one for all of the class", () => {
    const road = { ...emptyLabel(0), name: "Road", kind: "mask", is_semantic: true };
    const { labels } = toDefinition({ labels: [road, { ...road, name: "Box", kind: "box" }], questions: [] }); // prettier-ignore

    expect(labels.map((label) => label.is_semantic)).toEqual([true, false]);
    expect(fromDefinition({ version: 1, labels, questions: [] }).labels[0]?.is_semantic).toBe(true);
  });

  it("limits the overlap of kinds with an area alone", () => {
    const coin = { ...emptyLabel(0), name: "Coin", maxOverlap: 0.25 };
    const road = { ...emptyLabel(1), name: "Road", kind: "polyline", maxOverlap: 0.25 };
    const definition = toDefinition({ labels: [coin, road], questions: [] });

    expect(definition.labels.map((label) => label.max_overlap)).toEqual([0.25, null]);
    expect(toDefinition(fromDefinition(definition))).toEqual(definition);
  });

  it("keeps the key of a label that is renamed", () => {
    const saved = fromDefinition(toDefinition(draft));

    const renamed = toDefinition({
      ...saved,
      labels: saved.labels.map((label) => ({ ...label, name: "Golden" })),
    });

    expect(renamed.labels[0]).toMatchObject({ key: "gold", name: "Golden" });
  });
});

it("keeps a label's letter, and none for a label without", () => {
  const labels = [
    { ...emptyLabel(0), name: "Car", shortcut: "c" },
    { ...emptyLabel(1), name: "Bus" },
  ];
  const saved = toDefinition({ labels, questions: [] });

  expect(saved.labels.map(({ shortcut }) => shortcut)).toEqual(["c", null]);
  expect(fromDefinition(saved).labels.map(({ shortcut }) => shortcut)).toEqual(["c", null]);
});

it("gives options to choices alone, also where others had some before", () => {
  const options = [{ key: null, name: "Torn" }];
  const fields = (["boolean", "text", "number", "choice", "choices"] as const).map((type) => ({
    ...EMPTY_FIELD,
    name: type,
    type,
    options,
  }));
  const labels = [{ ...emptyLabel(0), name: "Ticket", attributes: fields }];

  const saved = toDefinition({ labels, questions: fields });

  const withOptions = (found: readonly object[] = []) => found.map((field) => "options" in field);
  expect(withOptions(saved.labels[0]?.attributes)).toEqual([false, false, false, true, true]);
  expect(withOptions(saved.questions)).toEqual([false, false, false, true, true]);
});
