import { expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Notice } from "./commands";
import { Driver } from "./driver";

const label = (key: string, attributes: readonly string[] = []) => ({
  key,
  name: key,
  color: "aqua",
  kind: "box",
  attributes: attributes.map((name) => ({ key: name, name, type: "boolean", required: false })),
});
const schemaOf = (...labels: ReturnType<typeof label>[]) =>
  readSchema({ version: 1, labels, questions: [] });
const COINS = schemaOf(label("cent", ["worn"]), label("euro"));
const CENT = {
  id: "s4",
  kind: "box",
  label: "cent",
  geometry: { x: 100, y: 50, width: 30, height: 40 },
  attributes: { worn: true },
} as const;

function stage({
  schema = COINS,
  shapes = [] as readonly Shape[],
  clipboard = [] as readonly Shape[],
  width_px = 400,
} = {}) {
  const image = { width_px, height_px: 300 };
  const document = { ...EMPTY_DOCUMENT, shapes };
  const options = { document, schema, image, tool: "select" as const, canEdit: true, clipboard };
  const d = new Driver(options, { width: 400, height: 300 });
  const told: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => told.push(type));
  return { d, told, drawn: () => d.bench.state.document.shapes };
}

it("what was copied on one picture lies on the next where it lay, and once more aside", () => {
  const before = stage({ shapes: [CENT] });
  before.d.click(115, 70).press("Ctrl+c");
  const { clipboard } = before.d.bench.state;
  const { d, drawn } = stage({ clipboard });

  d.press("Ctrl+v", "Ctrl+v");

  expect(drawn()).toEqual([
    { ...CENT, id: "s1" },
    { ...CENT, id: "s2", geometry: { ...CENT.geometry, x: 112, y: 62 } },
  ]);
});

it("keeps of the answers those that the label still has", () => {
  const { d, drawn } = stage({ clipboard: [CENT], schema: schemaOf(label("cent")) });

  d.press("Ctrl+v");

  expect(drawn()).toEqual([{ ...CENT, id: "s1", attributes: {} }]);
});

it.each([
  ["nothing was copied", "nothing_copied", {}],
  [
    "its label is not asked for",
    "copied_misfit",
    { clipboard: [CENT], schema: schemaOf(label("euro")) },
  ],
  ["the picture is too narrow for it", "copied_misfit", { clipboard: [CENT], width_px: 120 }],
] as const)("says why nothing comes: %s", (_, notice, made) => {
  const { d, told, drawn } = stage(made);

  d.press("Ctrl+v");

  expect([told, drawn()]).toEqual([[notice], []]);
});
