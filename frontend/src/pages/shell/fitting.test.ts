import { expect, it } from "vitest";
import { fitting } from "./fitting";

const LINE = { widths: [50, 60, 70], gap: 10, menu: 40, hasMenu: false };

it.each([
  { room: 200, hasMenu: false, shown: 3 },
  // The button takes its room as soon as anything is put away.
  { room: 199, hasMenu: false, shown: 2 },
  { room: 169, hasMenu: false, shown: 1 },
  { room: 99, hasMenu: false, shown: 0 },
  { room: 250, hasMenu: true, shown: 3 },
  { room: 249, hasMenu: true, shown: 2 },
])("shows $shown of three in $room px (menu: $hasMenu)", ({ room, hasMenu, shown }) => {
  expect(fitting({ ...LINE, hasMenu }, room)).toBe(shown);
});

it("has room for nothing where there is nothing", () => {
  expect(fitting({ ...LINE, widths: [] }, 10)).toBe(0);
});
