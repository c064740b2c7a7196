import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import type { ImageSize } from "@/model/points";
import { readSchema, type LabelSchema } from "@/model/schema";
import { AnnotationStage, LayersStage, type Guideline } from "@/panels/workspace";
import { LABEL_COLOURS } from "@/render/palette";
import classes from "./WorkPage.module.css";

/**
 * The stage alone, for people who build it and for the tests of its tools: no server, no task.
 * `?show=boxes|outlines|every|masks|areas|classes|layers|reference`, `&picture=` with `&width=` and `&height=`,
 * `&drawn` for
 * some shapes and `&count=2000` for many; `&levels=` with `&low=` and `&high=` for a picture of
 * more than 8 bits.
 */
export default function HarnessPage() {
  const asked = new URLSearchParams(globalThis.location.search);
  const picture = {
    url: asked.get("picture") ?? "/_stage.jpg",
    alt: "0412",
    width_px: Number(asked.get("width") ?? 600),
    height_px: Number(asked.get("height") ?? 400),
    levels: levelsAsked(asked),
  };
  const show = asked.get("show") ?? "boxes";
  return (
    <main className={classes.page}>
      <div className={classes.stage}>
        {show === "layers" ? (
          <LayersStage picture={picture} schema={BOXES} people={PEOPLE} consensus={DRAWN} />
        ) : (
          <AnnotationStage
            picture={picture}
            schema={SCHEMAS[show] ?? BOXES}
            document={startingDocument(show, asked, picture)}
            guideline={guidelineFor(picture.url, picture)}
            reference={show === "reference" ? DRAWN : null}
            onSubmit={() => undefined}
          />
        )}
      </div>
    </main>
  );
}

function levelsAsked(asked: URLSearchParams) {
  const url = asked.get("levels");
  if (url === null) return null;
  return { url, low: Number(asked.get("low")), high: Number(asked.get("high")) };
}

const NAMES = ["Cup", "Saucer", "Spoon", "Drink", "Handle", "Fork", "Glass", "Napkin"];

const BOXES = readSchema({
  version: 1,
  labels: NAMES.map((name, index) => ({
    key: name.toLowerCase(),
    name,
    color: LABEL_COLOURS[index]?.hex ?? "",
    kind: "box",
    attributes:
      name === "Spoon"
        ? [
            {
              key: "material",
              name: "Material",
              type: "choice",
              required: true,
              options: options("Metal", "Wood", "Plastic"),
            },
            {
              key: "hidden",
              name: "Hidden",
              type: "choice",
              required: true,
              options: options("No", "In part", "Mostly"),
            },
          ]
        : name === "Handle"
          ? [
              {
                key: "whose",
                name: "Whose handle?",
                type: "choice",
                required: true,
                options: options("Cup", "Spoon"),
              },
            ]
          : [],
  })),
  questions: [],
});

const CLASSES = readSchema({
  version: 1,
  labels: [],
  questions: [
    {
      key: "texture",
      text: "Which material is this?",
      type: "choice",
      required: true,
      options: options("Brick", "Grass", "Gravel", "Wood"),
    },
    { key: "sharp", text: "Is the picture sharp?", type: "boolean", required: true },
  ],
});

const KINDS = ["polygon", "polyline", "ellipse", "rotated_box", "keypoints", "box"] as const;

const FACE = {
  points: options("Left eye", "Right eye", "Nose"),
  edges: [["left_eye", "nose"], ["right_eye", "nose"]], // prettier-ignore
} as const;

type SchemaQuestions = Parameters<typeof readSchema>[0]["questions"];

/** A label of each of these kinds. */
const ofKinds = (kinds: readonly string[], questions: SchemaQuestions = []) =>
  readSchema({
    version: 1,
    labels: kinds.map((kind, index) => ({
      key: kind,
      name: ["Cup", "Edge", "Saucer", "Spoon", "Face", "Handle", "Milk"][index] ?? kind,
      color: LABEL_COLOURS[index]?.hex ?? "",
      kind,
      skeleton: kind === "keypoints" ? FACE : null,
    })),
    questions,
  });

/** Masks of objects, and of classes that have one mask each. */
const masks = (isSemantic: boolean) =>
  readSchema({
    version: 1,
    labels: NAMES.map((name, index) => ({
      key: name.toLowerCase(),
      name,
      color: LABEL_COLOURS[index]?.hex ?? "",
      kind: "mask",
      is_semantic: isSemantic,
    })),
    questions: [],
  });

const SCHEMAS: Readonly<Record<string, LabelSchema>> = {
  classes: CLASSES,
  outlines: ofKinds(KINDS),
  every: ofKinds([...KINDS, "mask"], CLASSES.questions),
  masks: masks(false),
  areas: masks(true),
};

function options(...names: readonly string[]) {
  return names.map((name) => ({ key: name.toLowerCase().replace(" ", "_"), name }));
}

const box = (
  id: string,
  label: string,
  x: number,
  y: number,
  width: number,
  height: number,
  attributes = {},
) => ({
  id,
  kind: "box" as const,
  label,
  geometry: { x, y, width, height },
  attributes,
});

const DRAWN = {
  ...EMPTY_DOCUMENT,
  shapes: [
    box("s1", "saucer", 76, 53, 405, 338),
    box("s2", "cup", 172, 17, 238, 268),
    box("s3", "drink", 202, 94, 168, 101),
    box("s4", "spoon", 325, 66, 100, 260, { material: "metal", hidden: "in_part" }),
    box("s5", "handle", 195, 235, 62, 73),
  ],
};

function startingDocument(
  show: string,
  asked: URLSearchParams,
  size: ImageSize,
): AnnotationDocument {
  if (show !== "boxes") return EMPTY_DOCUMENT;
  const count = Number(asked.get("count") ?? 0);
  if (count === 0) return asked.has("drawn") ? DRAWN : EMPTY_DOCUMENT;
  const columns = Math.ceil(Math.sqrt(count));
  const [width, height] = [size.width_px / columns, size.height_px / columns];
  const shapes = Array.from({ length: count }, (_, index) => {
    const [x, y] = [(index % columns) * width, Math.floor(index / columns) * height];
    return box(`s${index + 1}`, "cup", x, y, width * 0.9, height * 0.9);
  });
  return { ...EMPTY_DOCUMENT, shapes };
}

const PEOPLE = ["A-104", "B-031", "C-219"].map((name, person) => ({
  id: name,
  name,
  document: {
    ...DRAWN,
    shapes: DRAWN.shapes.map((shape, index) => ({
      ...shape,
      geometry: {
        ...shape.geometry,
        x: shape.geometry.x + ((person * 7 + index * 3) % 9) - 4,
        y: shape.geometry.y + ((person * 5 + index) % 7) - 3,
      },
    })),
  },
}));

function guidelineFor(image_url: string, size: { width_px: number; height_px: number }): Guideline {
  const verdicts = ["right", "wrong", "borderline"] as const;
  const captions = [
    "Tight on the metal edge",
    "Takes in the reflection",
    "Stop where the cup hides it",
  ];
  return {
    number: "3.2",
    label_colors: {},
    label_edges: {},
    questions: [],
    language: "",
    original_headings: [],
    body_html:
      "<p>Draw the metal you can see, handle included. Leave out reflections and shadows.</p>",
    examples: verdicts.map((verdict, index) => ({
      id: index,
      label_key: "spoon",
      verdict,
      caption: captions[index] ?? "",
      item: { ...size, image_url },
      document: {
        ...EMPTY_DOCUMENT,
        shapes: [box("s1", "spoon", 325 - index * 6, 66, 100 + index * 12, 260)],
      },
    })),
  };
}
