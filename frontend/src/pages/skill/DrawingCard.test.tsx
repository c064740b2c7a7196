import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { CarefulCard, DrawingCard } from "./DrawingCard";

function figure(value: number, n: number, by?: number) {
  const bounds =
    by === undefined ? { lower: null, upper: null } : { lower: value - by, upper: value + by };
  return { value, ...bounds, n, undefined_reason: null };
}

const DRAWING = {
  finds: figure(0.62, 160),
  found_count: 98,
  crowd_finds: 0.91,
  alarms: figure(1.84, 98),
  for_nothing_count: 7,
  kinds: [
    { kind: "box", looseness: figure(0.1, 90, 0.02), scatter: figure(0.034, 90) },
    { kind: "ellipse", looseness: figure(-0.06, 40, 0.01), scatter: figure(0.02, 40) },
    { kind: "polygon", looseness: figure(0.004, 12, 0.01), scatter: figure(0.05, 12) },
    {
      kind: "polyline",
      looseness: {
        ...figure(0, 9),
        value: null,
        undefined_reason: "A shape of this kind has no inside.",
      },
      scatter: figure(0.01, 9),
    },
  ],
};

it("says what somebody finds, what of it is for nothing, and how each kind lies", async () => {
  renderPart(<DrawingCard drawing={DRAWING} />);

  const table = await screen.findByRole("table", { name: "How outlines lie, by kind" });

  expect(screen.getByText("drew 98 of 160 objects; everybody: 0.91")).toBeTruthy();
  expect(screen.getByText("1.8 times")).toBeTruthy();
  expect(screen.getByText(/7 of 98 shapes are in no label/)).toBeTruthy();
  const rows = within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent);
  expect(rows).toEqual([
    "Boxlooser by 10.0 % (8.0 % to 12.0 %)3.4 %90",
    "Ellipsetighter by 6.0 % (-7.0 % to -5.0 %)2.0 %40",
    "Polygonas the careful ones (-0.6 % to 1.4 %)5.0 %12",
    "LineA shape of this kind has no inside.1.0 %9",
  ]);
});

it("says that there is nothing to say where nothing was drawn", async () => {
  const nothing = { ...figure(0, 0), value: null, undefined_reason: "Nothing was drawn." };
  const none = { ...DRAWING, finds: nothing, alarms: nothing, kinds: [] };

  renderPart(<DrawingCard drawing={none} />);

  expect(await screen.findAllByText("Nothing was drawn.")).toHaveLength(2);
  expect(screen.queryByRole("table")).toBeNull();
});

it("says how often numbers are careful, beside everybody's", async () => {
  const numbers = [
    { key: "many", name: "How many?", careful: figure(0.73, 40), crowd_careful: 0.9 },
  ];

  renderPart(<CarefulCard numbers={numbers} />);

  expect(await screen.findByText("0.73")).toBeTruthy();
  expect(screen.getByText("of 40 numbers; everybody: 0.90")).toBeTruthy();
});
