import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import type { Attempt } from "./QuizPage";
import { ScoredQuestion } from "./ScoredQuestion";

type Question = Attempt["questions"][number];
type Scored = NonNullable<Attempt["result"]>["questions"][number];

const NOTHING = { attributes: {} };
const OWN: Record<string, Shape> = {
  mask: {
    id: "own",
    kind: "mask",
    label: "mask",
    // One window of 2 x 2 pixels, all of them set.
    geometry: { x: 10, y: 20, width: 2, height: 2, counts: "04" },
    ...NOTHING,
  },
  ellipse: {
    id: "own",
    kind: "ellipse",
    label: "ellipse",
    geometry: { center_x: 40, center_y: 30, radius_x: 8, radius_y: 4, angle_deg: 30 },
    ...NOTHING,
  },
  rotated_box: {
    id: "own",
    kind: "rotated_box",
    label: "rotated_box",
    geometry: { center_x: 40, center_y: 30, width: 20, height: 10, angle_deg: 45 },
    ...NOTHING,
  },
  keypoints: {
    id: "own",
    kind: "keypoints",
    label: "keypoints",
    geometry: {
      points: {
        head: { x: 10, y: 10, is_visible: true },
        tail: { x: 50, y: 40, is_visible: true },
      },
    },
    ...NOTHING,
  } as unknown as Shape,
  polyline: {
    id: "own",
    kind: "polyline",
    label: "polyline",
    geometry: {
      points: [
        [5, 5],
        [20, 30],
        [60, 40],
      ],
    },
    ...NOTHING,
  },
};
const SKELETON = {
  points: [
    { key: "head", name: "Head" },
    { key: "tail", name: "Tail" },
  ],
  edges: [["head", "tail"]],
};
const SCHEMA = readSchema({
  version: 1,
  labels: Object.keys(OWN).map((kind) => ({
    key: kind,
    name: `A ${kind}`,
    color: "aqua",
    kind,
    attributes: [],
    ...(kind === "keypoints" ? { skeleton: SKELETON } : {}),
  })),
  questions: [],
} as unknown as Parameters<typeof readSchema>[0]);

const ITEM = { id: 6, image_url: "/media/6", levels: null, width_px: 100, height_px: 80 };
const QUESTION = { id: 3, position: 0, item: ITEM, asked: null } as unknown as Question;

function scored(shape: Shape, given: Partial<Scored>): Scored {
  return {
    question_id: 3,
    is_right: false,
    f1: 0,
    mean_iou: null,
    missed: ["known"],
    spurious: [shape.id],
    matched: [],
    answers: {},
    reference: null,
    document: { version: 1, is_nothing_here: false, shapes: [shape], answers: {} },
    known: null,
    said: null,
    explanation: "",
    ...given,
  };
}

function drawn(): SVGPathElement[] {
  return [...document.querySelectorAll<SVGPathElement>("svg path[stroke]")].filter((path) =>
    path.closest("[style*=aspect-ratio]"),
  );
}

it.each(Object.keys(OWN))(
  "draws one's own %s without the known one, and marks it",
  async (kind) => {
    const shape = OWN[kind] as Shape;
    renderPart(
      <ScoredQuestion
        name="Picture 1"
        question={QUESTION}
        scored={scored(shape, {})}
        schema={SCHEMA}
      />,
    );

    await screen.findByRole("img", { name: "Picture 1" });
    // The halo and the line of the own shape, and no dashed one.
    expect(drawn()).toHaveLength(2);
    expect(drawn().every((path) => (path.getAttribute("d") ?? "").startsWith("M"))).toBe(true);
    expect(screen.getByText(`1 Nothing to mark here: A ${kind}`)).toBeDefined();
    expect(screen.getByText("1 object missed")).toBeDefined();
  },
);

it.each(Object.keys(OWN))("draws a known %s dashed over one's own", async (kind) => {
  const shape = OWN[kind] as Shape;
  const reference = {
    version: 1,
    is_nothing_here: false,
    shapes: [{ ...shape, id: "known" }],
    answers: {},
  };
  renderPart(
    <ScoredQuestion
      name="Picture 1"
      question={QUESTION}
      scored={scored(shape, { reference })}
      schema={SCHEMA}
    />,
  );

  await screen.findByRole("img", { name: "Picture 1" });
  expect(drawn()).toHaveLength(3);
  expect(screen.getByText(`Missed: A ${kind}`)).toBeDefined();
});

it("draws the lines of a skeleton between its points", async () => {
  const shape = OWN["keypoints"] as Shape;
  renderPart(
    <ScoredQuestion
      name="Picture 1"
      question={QUESTION}
      scored={scored(shape, {})}
      schema={SCHEMA}
    />,
  );

  await screen.findByRole("img", { name: "Picture 1" });
  expect(drawn()[0]?.getAttribute("d")).toContain("M10 10L50 40");
});

it("says that a label was another one, and not which", async () => {
  const shape = OWN["ellipse"] as Shape;
  const matched = [{ answer_id: "own", reference_id: "known", iou: 1, has_right_label: false }];
  renderPart(
    <ScoredQuestion
      name="Picture 1"
      question={QUESTION}
      scored={scored(shape, { matched, missed: [], spurious: [] })}
      schema={SCHEMA}
    />,
  );

  expect(await screen.findByText("1 Another label than A ellipse")).toBeDefined();
});

it("shows the picture that a question in words is about", async () => {
  const asked = { type: "single", text: "Which is it?", options: [], unit: "" } as const;
  renderPart(
    <ScoredQuestion
      name="Picture 1"
      question={{ ...QUESTION, asked } as unknown as Question}
      scored={scored(OWN["mask"] as Shape, { document: null, said: null })}
      schema={SCHEMA}
    />,
  );

  expect((await screen.findByRole("img")).getAttribute("src")).toBe("/media/6");
});

it("says what was answered, also where it was right", async () => {
  const question = {
    key: "kind",
    text: "Which is it?",
    type: "choice",
    required: true,
    options: [
      { key: "grass", name: "Grass" },
      { key: "brick", name: "Brick" },
    ],
  };
  const said = { version: 1, is_nothing_here: false, shapes: [], answers: { kind: "grass" } };
  renderPart(
    <ScoredQuestion
      name="Picture 1"
      question={QUESTION}
      scored={scored(OWN["mask"] as Shape, {
        is_right: true,
        document: said,
        reference: said,
        missed: [],
        spurious: [],
      })}
      schema={readSchema({ version: 1, labels: [], questions: [question] } as never)}
    />,
  );

  const told = await screen.findByRole("region", { name: "Your answer" });
  expect(told.textContent).toBe("Your answerWhich is it?Grass");
});
