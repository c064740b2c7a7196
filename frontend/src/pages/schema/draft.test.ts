import { describe, expect, it } from "vitest";
import { EMPTY_FIELD, emptyLabel, fromDefinition, keyFrom, toDefinition } from "./draft";

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

  it("keeps the key of a label that is renamed", () => {
    const saved = fromDefinition(toDefinition(draft));

    const renamed = toDefinition({
      ...saved,
      labels: saved.labels.map((label) => ({ ...label, name: "Golden" })),
    });

    expect(renamed.labels[0]).toMatchObject({ key: "gold", name: "Golden" });
  });
});
