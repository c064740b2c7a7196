import { expect, it } from "vitest";
import type { Shape } from "@/model/document";
import { svgPathOf } from "./svg-path";

const FACE: Shape = {
  id: "s1",
  kind: "keypoints",
  label: "face",
  geometry: {
    points: {
      left: { x: 10, y: 10, is_visible: true },
      right: { x: 90, y: 10, is_visible: true },
    },
  },
  attributes: {},
};

it("draws the lines of a skeleton where the label has one, under its points", () => {
  const plain = svgPathOf(FACE);

  expect(svgPathOf(FACE, [["left", "right"]])).toBe(`M10 10L90 10${plain}`);
});
