import { expect, it } from "vitest";
import { optionsFrom } from "./questionDraft";

it("reads options by line and the right ones by their star", () => {
  expect(optionsFrom("* Tight on the edge\n\nWith the shadow\n")).toEqual({
    options: [
      { key: "o1", text: "Tight on the edge" },
      { key: "o2", text: "With the shadow" },
    ],
    right_keys: ["o1"],
  });
});
