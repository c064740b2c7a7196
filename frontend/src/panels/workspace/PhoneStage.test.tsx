import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
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
  const quiet = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) =>
      ({
        ...quiet,
        media,
        matches: media.includes("max-width: 760px"),
      }) as unknown as MediaQueryList, // what is read of it
  );
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
