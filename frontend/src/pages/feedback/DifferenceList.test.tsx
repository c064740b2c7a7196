import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { readSchema, type SchemaQuestion } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import { DifferenceList } from "./DifferenceList";

const option = (key: string, name: string) => ({ key, name });
const SCHEMA = readSchema({
  version: 1,
  labels: [],
  questions: [
    {
      key: "light",
      text: "When?",
      type: "choices",
      required: true,
      options: [option("day", "By day"), option("dusk", "At dusk"), option("night", "By night")],
    },
    { key: "whole", text: "Whole?", type: "boolean", required: true },
    {
      key: "code",
      text: "Code?",
      type: "number",
      required: true,
      tolerance: { value: 0.07, is_relative: true },
    },
    {
      key: "width",
      text: "Width?",
      type: "number",
      required: true,
      tolerance: { value: 0.004, is_relative: false },
    },
    {
      key: "place",
      text: "Where?",
      type: "choice",
      required: true,
      options: [option("in", "Inside"), option("out", "Outside")],
      is_ordered: true,
      tolerance: { value: 1, is_relative: false },
    },
  ],
});

it("calls answers as all other pages do, and says how far off would have been right", async () => {
  const asked = (key: string) => SCHEMA.questions.find((one) => one.key === key) as SchemaQuestion;
  const answers = [
    { question: asked("light"), said: [], known: ["day", "dusk"] },
    { question: asked("whole"), said: true, known: false },
    { question: asked("code"), said: 1200, known: 4_006_381_333_931 },
    { question: asked("width"), said: 0.004, known: 1.5 },
    { question: asked("place"), said: undefined, known: "in" },
  ];

  renderPart(<DifferenceList differences={[]} answers={answers} schema={SCHEMA} />);

  const told = (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);
  expect(told).toEqual([
    "When? You said none. It is By day and At dusk.",
    "Whole? You said Yes. It is No.",
    "Code? You said 1,200. It is 4,006,381,333,931. Up to 7 % off would have been right.",
    "Width? You said 0.004. It is 1.5. Up to 0.004 off would have been right.",
    "Where? You said nothing. It is Inside. Options up to 1 away in the order would have been right, too.",
  ]);
});

it("says once, with how many, what no number on the picture tells apart", async () => {
  const schema = readSchema({
    version: 1,
    labels: [
      { key: "gold", name: "Gold", color: "sand", kind: "box", attributes: [] },
      { key: "silver", name: "Silver", color: "lime", kind: "box", attributes: [] },
    ],
    questions: [],
  });
  const missed = ["gold", "silver", "gold"].map((label, place) => ({
    kind: "missed" as const,
    number: place + 1,
    shape: {
      id: String(place),
      kind: "box" as const,
      label,
      geometry: { x: 0, y: 0, width: 9, height: 9 },
      attributes: {},
    },
  }));

  renderPart(
    <DifferenceList differences={missed} answers={[]} schema={schema} isNumbered={false} />,
  );

  const told = (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);
  expect(told).toEqual(["Missed: Gold, 2 of them", "Missed: Silver"]);
});
