import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { LayersStage } from "./LayersStage";
import { storeMapping, storeSingleKeys } from "./stored-keys";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "euro", name: "Euro", color: "#30C7D2", kind: "box" }],
  questions: [],
});
const PEOPLE = [{ id: "1", name: "Heron", document: EMPTY_DOCUMENT }];

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
});

const FIRST = { key: "1", code: "Digit1" };
const isShown = () => screen.getByRole("button", { name: /Heron/ }).getAttribute("aria-pressed");

it("hides a person by a digit, unless the digit is meant for a stage in a dialog", async () => {
  renderPart(
    <>
      <LayersStage picture={PICTURE} schema={SCHEMA} people={PEOPLE} consensus={null} hasDigits />
      <div role="dialog">
        <button>On another stage</button>
      </div>
    </>,
  );
  await screen.findByRole("application");

  const inDialog = fireEvent.keyDown(screen.getByText("On another stage"), FIRST);
  const afterDialog = isShown();
  fireEvent.keyDown(screen.getByRole("application"), FIRST);

  expect([inDialog, afterDialog, isShown()]).toEqual([true, "true", "false"]);
});

it("has a digit with Shift for the tenth person and after, wherever a layout has digits", async () => {
  const names = Array.from({ length: 11 }, (_, at) => `Person ${at + 1}`);
  const people = names.map((name) => ({ id: name, name, document: EMPTY_DOCUMENT }));
  renderPart(
    <LayersStage picture={PICTURE} schema={SCHEMA} people={people} consensus={null} hasDigits />,
  );
  await screen.findByRole("application");
  const hidden = () =>
    names.filter(
      (name) => screen.getByRole("button", { name }).getAttribute("aria-pressed") === "false",
    );

  fireEvent.keyDown(window, { key: '"', code: "Digit2", shiftKey: true });
  fireEvent.keyDown(window, { key: "é", code: "Digit2" });
  fireEvent.keyDown(window, { key: ")", code: "Digit0", shiftKey: true });

  expect(hidden()).toEqual(["Person 2", "Person 11"]);
});

function renderSettling() {
  const onKey = vi.fn(() => true);
  renderPart(
    <LayersStage
      picture={PICTURE}
      schema={SCHEMA}
      people={PEOPLE}
      consensus={null}
      hasDigits
      onKey={onKey}
    />,
  );
  return onKey;
}

it("hands the page its keys as the person has them, and none of drawing", async () => {
  storeMapping({ "review.accept": { key: "g" } });
  const onKey = renderSettling();
  await screen.findByRole("application");

  for (const key of ["g", "a", "e", "b"]) fireEvent.keyDown(window, { key });

  expect(onKey.mock.calls).toEqual([["review.accept"], ["review.edit"]]);
});

it("does nothing by single keys where they are off; chords stay", async () => {
  storeSingleKeys(false);
  const onKey = renderSettling();
  await screen.findByRole("application");

  for (const key of ["a", "?"]) fireEvent.keyDown(window, { key });
  fireEvent.keyDown(window, FIRST);
  fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });

  expect([isShown(), onKey.mock.calls, screen.queryByRole("dialog")]).toEqual([
    "true",
    [["task.submit"]],
    null,
  ]);
});

it("shows its keys by ?, lets them be changed, and refuses one that looking about has", async () => {
  const onKey = renderSettling();
  await screen.findByRole("application");
  fireEvent.keyDown(window, { key: "?", shiftKey: true });
  const change = await screen.findByRole("button", { name: /Accept this shape/ });
  expect(screen.queryByText("Box")).toBeNull();

  fireEvent.click(change);
  fireEvent.keyDown(window, { key: "f" });
  const refused = screen.getByText(/is taken by/).textContent;
  fireEvent.click(change);
  fireEvent.keyDown(window, { key: "b" });
  fireEvent.keyDown(document.body, { key: "b" });

  expect(refused).toMatch(/^F is taken by: Fit the picture/);
  expect(onKey.mock.calls).toEqual([["review.accept"]]);
});
