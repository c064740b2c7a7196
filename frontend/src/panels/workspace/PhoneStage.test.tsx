import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { onScreen, onTurningScreen, PHONE, WIDE } from "@/testing/screen";
import { AnnotationStage } from "./AnnotationStage";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const SCHEMA = readSchema({
  version: 1,
  labels: ["Euro", "Cent"].map((name) => ({
    key: name.toLowerCase(),
    name,
    color: "aqua",
    kind: "box",
  })),
  questions: [],
});

beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
  onScreen(PHONE);
});
afterEach(() => vi.restoreAllMocks());

async function openSheet(tab: string) {
  renderPart(
    <AnnotationStage
      picture={PICTURE}
      schema={SCHEMA}
      document={EMPTY_DOCUMENT}
      onSubmit={() => undefined}
    />,
  );
  fireEvent.click(await screen.findByRole("button", { name: /^Shapes/ }));
  fireEvent.click(await screen.findByRole("tab", { name: new RegExp(`^${tab}`) }));
}

it("has zoom, fit and real size in the sheet, for whoever cannot pinch", async () => {
  await openSheet("Image");
  const shown = () => screen.getByRole("group", { name: "Zoom" }).textContent ?? "";

  const fitted = shown();
  fireEvent.click(screen.getByRole("button", { name: "Real size" }));
  const real = shown();
  fireEvent.click(screen.getByRole("button", { name: "Larger" }));
  const larger = shown();
  fireEvent.click(screen.getByRole("button", { name: "Fit the picture" }));

  expect([real, larger, shown()].map((text) => /\d+ %/.exec(text)?.[0])).toEqual([
    "100 %",
    "125 %",
    /\d+ %/.exec(fitted)?.[0],
  ]);
});

it("finds a label by its name from the sheet", async () => {
  await openSheet("Shapes");

  fireEvent.click(screen.getByRole("button", { name: "Find a label" }));

  expect(await screen.findByRole("dialog", { name: "Find a label" })).toBeTruthy();
});

it("speaks of no button of a mouse", async () => {
  const [label] = SCHEMA.labels;
  if (label === undefined) throw new Error("There is one");
  renderPart(
    <AnnotationStage
      picture={PICTURE}
      schema={{ ...SCHEMA, labels: [{ ...label, kind: "mask" }] }}
      document={EMPTY_DOCUMENT}
      onSubmit={() => undefined}
    />,
  );

  fireEvent.click(await screen.findByRole("button", { name: "Fill" }));

  expect(screen.getByText(/^Click into a hole/).textContent).toBe(
    "Click into a hole or between masks.",
  );
});

it("says what a tool does until it has been used ten times, without the keys there are not", async () => {
  renderPart(
    <AnnotationStage
      picture={PICTURE}
      schema={SCHEMA}
      document={EMPTY_DOCUMENT}
      onSubmit={() => undefined}
    />,
  );
  const hint = () => screen.queryByText(/^Drag from corner to corner/)?.textContent ?? null;
  const stage = await screen.findByRole("application");

  const atFirst = hint();
  const later: (string | null)[] = [];
  for (let use = 0; use < 10; use += 1) {
    later.push(hint());
    for (const key of ["n", "Enter", "Escape"]) fireEvent.keyDown(stage, { key });
  }

  expect(atFirst).toBe("Drag from corner to corner, or click twice.");
  expect(new Set(later)).toEqual(new Set([atFirst]));
  expect(hint()).toBeNull();
});

it("has a switch for what boxes are drawn to, which nothing else on a phone says", async () => {
  await openSheet("Image");
  const snap = () => screen.getByRole<HTMLInputElement>("switch", { name: "Snap to neighbours" });

  const before = snap().checked;
  fireEvent.click(snap());

  expect([before, snap().checked]).toEqual([true, false]);
});

it("keeps a shape under way when a small tablet is turned, and the desk comes in its place", async () => {
  const turn = onTurningScreen(PHONE);
  const [label] = SCHEMA.labels;
  if (label === undefined) throw new Error("There is one");
  const corners = [[[10, 10]], [[90, 10]], [[90, 60]]] as const;
  const unfinished = {
    kind: "polygon",
    label: label.key,
    runs: corners,
    hollowedId: null,
  } as const;
  const [onChange, onUnfinished] = [vi.fn(), vi.fn()];
  renderPart(
    <AnnotationStage
      picture={PICTURE}
      schema={{ ...SCHEMA, labels: [{ ...label, kind: "polygon" }] }}
      document={EMPTY_DOCUMENT}
      unfinished={unfinished}
      onChange={onChange}
      onUnfinished={onUnfinished}
    />,
  );
  const phone = await screen.findByRole("application");
  act(() => turn(WIDE));
  const desk = await screen.findByRole("application");
  const lost = onUnfinished.mock.calls.length;
  act(() => fireEvent.keyDown(desk, { key: "Enter", code: "Enter" }));

  expect(desk).not.toBe(phone);
  expect(lost).toBe(0);
  expect(onChange.mock.lastCall?.[0].shapes).toMatchObject([
    { kind: "polygon", geometry: { points: corners.flat() } },
  ]);
});
