import { expect, it } from "vitest";
import { findingOf, queryOf } from "./finding";

it("understands an address and leaves out what it does not know", () => {
  expect(
    findingOf({
      use: "used",
      suspicion: "ugly",
      measure: "mean",
      at_least: 3,
      below: "x",
      name: 7,
    }),
  ).toEqual({ use: "used", measure: "mean", at_least: 3, name: "7" });
});

it("shows near-duplicates beside each other", () => {
  expect(queryOf({ twins_of: 4 }, "")).toEqual({ page_size: 60, sort: "twins_id", twins_of: 4 });
});

it("reads shares of an address as numbers, and leaves out what is none", () => {
  expect(findingOf({ sure_below: "0.7", state: "resolved", label: "cup" })).toEqual({
    sure_below: 0.7,
    state: "resolved",
    label: "cup",
  });
  expect(findingOf({ sure_below: "7", state: "lost" })).toEqual({});
});
