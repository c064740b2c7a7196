import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { LayersStage } from "./LayersStage";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "euro", name: "Euro", color: "#30C7D2", kind: "box" }],
  questions: [],
});
const PEOPLE = [{ id: "1", name: "Heron", document: EMPTY_DOCUMENT }];

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => standInForCanvas());

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

  const inDialog = fireEvent.keyDown(screen.getByText("On another stage"), { key: "1" });
  const afterDialog = isShown();
  fireEvent.keyDown(screen.getByRole("application"), { key: "1" });

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
