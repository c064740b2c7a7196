import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Unfinished } from "@/model/unfinished";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { onScreen, PHONE } from "@/testing/screen";
import { AnnotationStage } from "./AnnotationStage";

const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "lake", name: "Lake", color: "aqua", kind: "polygon" }],
  questions: [],
});

beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => vi.restoreAllMocks());

it.each([
  ["on a desk", () => undefined],
  ["on a phone", () => onScreen(PHONE)],
])("undo as a button takes back one corner of what is in the hand %s", async (_, place) => {
  place();
  let document: AnnotationDocument = EMPTY_DOCUMENT;
  let unfinished: Unfinished | null = null;
  renderPart(
    <AnnotationStage
      picture={{ url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 }}
      schema={SCHEMA}
      document={EMPTY_DOCUMENT}
      onChange={(now) => (document = now)}
      onUnfinished={(now) => (unfinished = now)}
    />,
  );
  const stage = await screen.findByRole("application");
  const press = (...keys: readonly string[]) =>
    keys.forEach((key) => act(() => void fireEvent.keyDown(stage, { key, code: key })));
  const undo = screen.getByRole("button", { name: /Undo/ });
  const corners = () => (unfinished as { runs: unknown[] } | null)?.runs.length ?? 0;
  const isIdle = () => undo.getAttribute("aria-disabled") === "true";

  expect(isIdle()).toBe(true);
  press("n", "n", "ArrowRight", "n");
  const begun = { corners: corners(), isIdle: isIdle() };
  fireEvent.click(undo);
  expect({ begun, left: corners() }).toEqual({ begun: { corners: 2, isIdle: false }, left: 1 });

  press("n", "ArrowDown", "n", "Enter", "n", "n", "ArrowRight", "n");
  fireEvent.click(undo);
  expect({ shapes: document.shapes.length, left: corners() }).toEqual({ shapes: 1, left: 1 });

  press("Escape");
  fireEvent.click(undo);
  expect(document.shapes).toEqual([]);
});
