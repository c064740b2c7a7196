import { describe, expect, it } from "vitest";
import {
  cssOfTurn,
  toPlane,
  toStage,
  turnedBy,
  turnedInsets,
  turnedViewport,
  wayOnPlane,
  type Turn,
} from "./turn";

const STAGE = { width: 300, height: 200 };
const TURNS: readonly Turn[] = [0, 1, 2, 3];

describe.each(TURNS)("a stage turned by %i quarters", (turn) => {
  const plane = turnedViewport(STAGE, turn);

  it("takes a place to the plane and back", () => {
    const place = { x: 40, y: 70 };

    expect(toStage(toPlane(place, STAGE, turn), plane, turn)).toEqual(place);
  });

  it("covers itself with the plane", () => {
    const corners = [0, plane.width].flatMap((x) =>
      [0, plane.height].map((y) => toStage({ x, y }, plane, turn)),
    );

    expect(Math.max(...corners.map(({ x }) => x))).toBe(STAGE.width);
    expect(Math.max(...corners.map(({ y }) => y))).toBe(STAGE.height);
    expect(Math.min(...corners.flatMap(({ x, y }) => [x, y]))).toBe(0);
  });

  it("keeps free on the plane what is free on the stage", () => {
    const free = { top: 10, right: 20, bottom: 30, left: 40 };
    const { top, left } = turnedInsets(free, turn);
    const bottom = plane.height - turnedInsets(free, turn).bottom;
    const seen = [
      toStage({ x: left, y: top }, plane, turn),
      toStage({ x: plane.width - turnedInsets(free, turn).right, y: bottom }, plane, turn),
    ];

    expect(Math.min(...seen.map(({ x }) => x))).toBe(free.left);
    expect(Math.max(...seen.map(({ x }) => x))).toBe(STAGE.width - free.right);
    expect(Math.min(...seen.map(({ y }) => y))).toBe(free.top);
    expect(Math.max(...seen.map(({ y }) => y))).toBe(STAGE.height - free.bottom);
  });
});

it("turns a way with the stage: to the right is down the plane's side that lies there", () => {
  expect(TURNS.map((turn) => wayOnPlane(5, 0, turn).map((one) => one + 0))).toEqual([
    [5, 0],
    [0, -5],
    [-5, 0],
    [0, 5],
  ]);
});

it("goes round, and says to CSS what it is", () => {
  expect([turnedBy(3, 1), turnedBy(0, -1)]).toEqual([0, 3]);
  expect(cssOfTurn(turnedViewport(STAGE, 1), 1)).toBe("translate(300px, 0px) rotate(90deg)");
});
