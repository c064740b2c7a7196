import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { emptyLabel, toDefinition } from "./draft";
import { rowMoved } from "./rows";
import { type SkeletonDraft, withPoints } from "./skeleton";
import { SkeletonDrawing } from "./SkeletonDrawing";

const HAND: SkeletonDraft = {
  points: [
    { key: "palm", name: "Palm" },
    { key: "thumb", name: "Thumb" },
  ],
  edges: [[0, 1]],
};

function draw(begin: SkeletonDraft) {
  let now = begin;
  function Editor() {
    const [skeleton, setSkeleton] = useState(begin);
    now = skeleton;
    return <SkeletonDrawing skeleton={skeleton} name="Hand" onChange={setSkeleton} />;
  }
  renderPart(<Editor />);
  return () => now;
}

/** As it would be saved. */
function savedOf(skeleton: SkeletonDraft) {
  const label = { ...emptyLabel(0), name: "Hand", kind: "keypoints", skeleton };
  return toDefinition({ labels: [label], questions: [] }).labels[0]?.skeleton;
}

it("moves a point by the arrow keys, and leaves the others where they were seen", async () => {
  const now = draw(HAND);
  const thumb = await screen.findByLabelText("2: place of Thumb");

  fireEvent.keyDown(thumb, { key: "ArrowRight" });
  fireEvent.keyDown(thumb, { key: "ArrowUp" });

  expect(savedOf(HAND)).toEqual({ points: HAND.points, edges: [["palm", "thumb"]] });
  expect(savedOf(now())).toEqual({
    points: [
      { key: "palm", name: "Palm", at: [0.5, 0.08] },
      { key: "thumb", name: "Thumb", at: [0.52, 0.9] },
    ],
    edges: [["palm", "thumb"]],
  });
});

it("does not let a point out of the figure", async () => {
  const now = draw({ ...HAND, points: HAND.points.map((one) => ({ ...one, at: [0, 1] })) });

  const palm = await screen.findByLabelText("1: place of Palm");
  for (const key of ["ArrowLeft", "ArrowDown"]) fireEvent.keyDown(palm, { key });

  expect(now().points[0]?.at).toEqual([0, 1]);
});

it.each([
  ["main", 0, 1],
  ["middle", 1, 0],
  ["secondary", 2, 0],
])("takes a point along with the %s button or not", async (_, button, taken) => {
  draw(HAND);
  const palm = await screen.findByLabelText("1: place of Palm");
  const capture = vi.fn();
  palm.setPointerCapture = capture;

  fireEvent.pointerDown(palm, { button, pointerId: 3 });

  expect(capture.mock.calls).toEqual(Array(taken).fill([3]));
});

it("takes place and key along when a row goes elsewhere", () => {
  const [palm, thumb] = HAND.points;
  const put = { ...HAND, points: [{ ...palm, at: [0.1, 0.2] }, thumb] } as SkeletonDraft;

  const turned = withPoints(put, rowMoved(put.points, 0, 1));

  expect(savedOf(turned)).toEqual({
    points: [
      { key: "thumb", name: "Thumb" },
      { key: "palm", name: "Palm", at: [0.1, 0.2] },
    ],
    edges: [["palm", "thumb"]],
  });
});
