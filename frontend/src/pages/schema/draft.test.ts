import { describe, expect, it } from "vitest";
import { EMPTY_FIELD, fromDefinition, keyFrom, toDefinition } from "./draft";

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
    labels: [{ key: null, name: "Gold ", color: "#30C7D2", attributes: [] }],
    questions: [{ ...EMPTY_FIELD, name: "Material?", options: [{ key: null, name: "Brick" }] }],
  };

  it("becomes the definition and comes back with its keys", () => {
    const definition = toDefinition(draft);

    expect(definition.labels[0]?.key).toBe("gold");
    expect(fromDefinition(definition).questions[0]?.options).toMatchObject([
      { key: "brick", name: "Brick" },
    ]);
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
