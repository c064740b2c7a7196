import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { ChosenLeftOut, leftOutOf } from "./ChosenLeftOut";
import type { TaskDetail } from "./TaskPage";

const PEOPLE = [
  { id: 1, pseudonym: "A-11", counts: true },
  { id: 2, pseudonym: "A-22", counts: true },
  { id: 3, pseudonym: "A-33", counts: true },
  { id: 4, pseudonym: "A-44", counts: false },
];
const LEFT_OUT = {
  shape: { id: "c9", label: "coin" },
  exists: 0.1,
  drawn_by: 1,
  sources: [{ submission_id: 2, shape_id: "s1" }],
};
const TASK = { submissions: PEOPLE, result: { left_out: [LEFT_OUT] } } as unknown as TaskDetail;

it("says who drew what was left out, and whose answers count that did not", async () => {
  const leftOut = leftOutOf(TASK, "c9");
  renderPart(leftOut && <ChosenLeftOut task={TASK} leftOut={leftOut} />);

  expect(await screen.findByText("Drawn by A-22.")).toBeTruthy();
  expect(screen.getByText("Looked and did not draw it: A-11 and A-33.")).toBeTruthy();
});

it("is of a shape that was left out alone", () => {
  expect(leftOutOf(TASK, "c1")).toBeUndefined();
  expect(leftOutOf(TASK, null)).toBeUndefined();
});
