import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { AnnotationStage } from "./AnnotationStage";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const COINS = readSchema({
  version: 1,
  labels: [{ key: "euro", name: "Euro", color: "aqua", kind: "box" }],
  questions: [],
});
const geometry = { x: 10, y: 20, width: 30, height: 40 };
const ONE_EURO = {
  ...EMPTY_DOCUMENT,
  shapes: [{ id: "s1", kind: "box" as const, label: "euro", geometry, attributes: {} }],
};

beforeEach(async () => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
  renderPart(<AnnotationStage picture={PICTURE} schema={COINS} document={ONE_EURO} />);
  await screen.findByRole("application");
});

it("shows the picture alone as long as it is held by a key, wherever that goes up", () => {
  const button = screen.getByRole("button", { name: "Hold to see the picture alone" });
  const isHeld = () => button.getAttribute("aria-pressed");

  fireEvent.keyDown(button, { key: " ", code: "Space" });
  const during = isHeld();
  fireEvent.keyUp(document.body, { key: " ", code: "Space" });

  expect([during, isHeld()]).toEqual(["true", "false"]);
});

it("is a switch for who holds nothing down", () => {
  const button = screen.getByRole("button", { name: "Hold to see the picture alone" });
  const pressed = [];
  for (let times = 0; times < 2; times += 1) {
    fireEvent.click(button, { detail: 0 });
    pressed.push(button.getAttribute("aria-pressed"));
  }

  expect(pressed).toEqual(["true", "false"]);
});

it("stands beside the eye that hides all shapes and shows them again", () => {
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

  press("Hide all");
  const isHidden = screen.queryByRole("button", { name: "Show" }) !== null;
  press("Show all");

  expect([isHidden, screen.queryByRole("button", { name: "Show" })]).toEqual([true, null]);
});
