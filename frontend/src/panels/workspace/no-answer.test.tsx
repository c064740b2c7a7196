import { act, fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { AnnotationStage } from "./AnnotationStage";

const OPTIONS = [
  { key: "old", name: "Old" },
  { key: "new", name: "New" },
];
const field = (type: "boolean" | "choice", required: boolean) => ({
  key: "mark",
  type,
  required,
  ...(type === "choice" && { options: OPTIONS }),
});
const FIRST = { boolean: true, choice: "old" } as const;
const BOX = {
  id: "s1",
  kind: "box",
  label: "coin",
  geometry: { x: 10, y: 20, width: 30, height: 40 },
} as const;

beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

async function stage(definition: object, document: AnnotationDocument) {
  const onChange = vi.fn<(document: AnnotationDocument) => void>();
  renderPart(
    <AnnotationStage
      picture={{ url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 }}
      schema={readSchema({ version: 1, labels: [], questions: [], ...definition })}
      document={document}
      onChange={onChange}
    />,
  );
  const element = await screen.findByRole("application");
  const press = (digit: number) =>
    act(() => void fireEvent.keyDown(element, { key: `${digit}`, code: `Digit${digit}` }));
  return { onChange, press };
}

const question = (type: "boolean" | "choice", required: boolean) => ({
  questions: [{ ...field(type, required), text: "Which mark?" }],
});
const answered = (type: "boolean" | "choice"): AnnotationDocument => ({
  ...EMPTY_DOCUMENT,
  answers: { mark: FIRST[type] },
});
const none = () => screen.queryByRole("radio", { name: /No answer/ });

it.each(["boolean", "choice"] as const)("a %s is taken back by hand and by digit", async (type) => {
  const { onChange, press } = await stage(question(type, false), answered(type));
  const isNone = () => none()?.getAttribute("aria-checked");

  const before = isNone();
  fireEvent.click(none() ?? document.body);
  const after = isNone();
  press(1);
  press(3);

  expect([before, after, isNone()]).toEqual(["false", "true", "true"]);
  expect(onChange.mock.calls.map(([{ answers }]) => answers)).toEqual([
    {},
    { mark: FIRST[type] },
    {},
  ]);
});

it.each(["boolean", "choice"] as const)("a %s that has to be given is not", async (type) => {
  const { onChange, press } = await stage(question(type, true), answered(type));

  press(3);

  expect(none()).toBeNull();
  expect(onChange).not.toHaveBeenCalled();
});

it.each(["boolean", "choice"] as const)("a %s of a shape is taken back too", async (type) => {
  const label = { key: "coin", name: "Coin", color: "aqua", kind: "box" };
  const { onChange } = await stage(
    { labels: [{ ...label, attributes: [{ ...field(type, false), name: "Mark" }] }] },
    { ...EMPTY_DOCUMENT, shapes: [{ ...BOX, attributes: { mark: FIRST[type] } }] },
  );
  fireEvent.click(screen.getByRole("button", { name: /Coin.*at 10, 20/ }));

  const group = screen.getByRole("radiogroup", { name: "Mark" });
  fireEvent.click(within(group).getByRole("radio", { name: /No answer/ }));

  expect(onChange.mock.lastCall?.[0].shapes).toEqual([{ ...BOX, attributes: {} }]);
});
