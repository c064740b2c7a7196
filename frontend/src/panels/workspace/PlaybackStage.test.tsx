import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { PlaybackStage } from "./PlaybackStage";

const COIN = { key: "coin", name: "Coin", color: "aqua", kind: "box" } as const;
const SCHEMA = readSchema({ version: 1, labels: [COIN], questions: [] });
const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };

const box = (id: string): Shape => ({
  id,
  kind: "box",
  label: "coin",
  geometry: { x: 10, y: 20, width: 30, height: 40 },
  attributes: {},
});
/** The first was suggested: it has no moment. */
const ANSWER = { ...EMPTY_DOCUMENT, shapes: [box("m1"), box("s2"), box("s3")] };
const COURSE = [
  { shape_id: "s2", at_ms: 2000 },
  { shape_id: "s3", at_ms: 5000 },
];

beforeEach(standInForCanvas);
afterEach(() => vi.useRealTimers());

async function play(course = COURSE) {
  renderPart(
    <PlaybackStage
      picture={PICTURE}
      schema={SCHEMA}
      document={ANSWER}
      course={course}
      seconds={8}
    />,
  );
  await screen.findByRole("application");
}

const button = (name: string) => screen.getByRole("button", { name });
const said = () => screen.getByRole("status").textContent;
const at = () => Number(screen.getByRole("slider").getAttribute("aria-valuenow"));

it("goes from shape to shape, both ways, and counts those that were there from the start", async () => {
  await play();

  const steps = ["To the next shape", "To the next shape", "To the shape before"].map((step) => {
    fireEvent.click(button(step));
    return [at(), said()];
  });

  expect(steps).toEqual([
    [2000, "2 of 3 shapes"],
    [5000, "3 of 3 shapes"],
    [2000, "2 of 3 shapes"],
  ]);
});

it("goes back past shapes that came together", async () => {
  await play([...COURSE, { shape_id: "s4", at_ms: 5000 }]);

  fireEvent.click(button("To the next shape"));
  fireEvent.click(button("To the next shape"));
  fireEvent.click(button("To the shape before"));

  expect(at()).toBe(2000);
});

it("plays four times as fast as it was drawn, and stops at the end", async () => {
  await play();
  vi.useFakeTimers();

  fireEvent.click(button("Play"));
  act(() => void vi.advanceTimersByTime(1000));
  const afterOneSecond = [at(), said()];
  act(() => void vi.advanceTimersByTime(1500));

  expect(afterOneSecond).toEqual([4000, "2 of 3 shapes"]);
  expect([at(), said()]).toEqual([8000, "3 of 3 shapes"]);
  expect(button("Play")).toBeTruthy();
});
