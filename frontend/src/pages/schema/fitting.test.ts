import { expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import { EMPTY_FIELD, emptyLabel, type SchemaDraft, toDefinition } from "./draft";
import { fitting } from "./fitting";

const rows = (...names: string[]) => names.map((name) => ({ key: null, name }));
const side = { ...EMPTY_FIELD, name: "Side", options: rows("Front", "Back") };
const hand = {
  ...emptyLabel(1),
  name: "Hand",
  kind: "keypoints",
  skeleton: { points: rows("Palm", "Thumb"), edges: [] },
};
const card = { ...emptyLabel(0), name: "Card", attributes: [side] };
const DRAFT: SchemaDraft = { labels: [card, hand], questions: [{ ...side, name: "Wet?" }] };
const schemaOf = (draft: SchemaDraft) => readSchema(toDefinition(draft));

const box = {
  id: "s1",
  kind: "box" as const,
  label: "card",
  geometry: { x: 1, y: 2, width: 30, height: 40 },
  attributes: { side: "front" },
};
const point = { x: 5, y: 5, is_visible: true };
const fingers = {
  id: "s2",
  kind: "keypoints" as const,
  label: "hand",
  geometry: { points: { palm: point, thumb: point } },
  attributes: {},
};
const DRAWN: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [box, fingers],
  answers: { wet: "back" },
};
const fitted = (draft: Partial<SchemaDraft>) =>
  fitting(DRAWN, schemaOf(DRAFT), schemaOf({ ...DRAFT, ...draft }));

it("keeps all that a schema with more in it still knows", () => {
  const more = { ...emptyLabel(2), name: "Ticket" };

  expect(fitted({ labels: [more, card, hand] })).toEqual(DRAWN);
});

it("lets go of what is drawn otherwise or gone, and of answers that cannot be given any more", () => {
  const flat = { ...hand, kind: "box" };
  const turned = { ...card, attributes: [{ ...side, options: rows("Back", "Rim") }] };
  const questions = [{ ...side, name: "Wet?", type: "boolean" as const }];

  expect(fitted({ labels: [turned, flat], questions })).toEqual({
    ...DRAWN,
    shapes: [{ ...box, attributes: {} }],
    answers: {},
  });
});

it("knows a label by its place while it is called otherwise, and its points by their keys", () => {
  const skeleton = { points: rows("Thumb"), edges: [] };
  const { shapes } = fitted({
    labels: [
      { ...card, name: "Playing card" },
      { ...hand, skeleton },
    ],
  });

  expect(shapes).toEqual([
    { ...box, label: "playing_card" },
    { ...fingers, geometry: { points: { thumb: point } } },
  ]);
});
