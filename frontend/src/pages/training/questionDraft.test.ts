import { expect, it } from "vitest";
import { linesOf, optionsFrom } from "./questionDraft";

it("reads options by line and the right ones by their star", () => {
  expect(optionsFrom("* Tight on the edge\n\nWith the shadow\n")).toEqual({
    options: [
      { key: "o1", text: "Tight on the edge" },
      { key: "o2", text: "With the shadow" },
    ],
    right_keys: ["o1"],
  });
});

const BEFORE = [
  { key: "tight", text: "Tight on the egde" },
  { key: "shadow", text: "With the shadow" },
];

it("writes options as they are read", () => {
  const lines = linesOf(BEFORE, ["tight"]);

  expect(lines).toBe("* Tight on the egde\nWith the shadow");
  expect(optionsFrom(lines, BEFORE)).toEqual({ options: BEFORE, right_keys: ["tight"] });
});

it("keeps the key of an option whose words are put right", () => {
  const { options, right_keys } = optionsFrom("* Tight on the edge\nWith the shadow", BEFORE);

  expect(options.map(({ key }) => key)).toEqual(["tight", "shadow"]);
  expect(right_keys).toEqual(["tight"]);
});

it("keeps keys where options change places, and gives a new one a key of its own", () => {
  const said = "With the shadow\nAs you like\n* Tight on the egde";

  expect(optionsFrom(said, BEFORE).options.map(({ key }) => key)).toEqual([
    "shadow",
    "o1",
    "tight",
  ]);
  expect(optionsFrom("One\nTwo\nThree", [{ key: "o1", text: "One" }]).options).toEqual([
    { key: "o1", text: "One" },
    { key: "o2", text: "Two" },
    { key: "o3", text: "Three" },
  ]);
});

it("leaves two lines that say the same two keys", () => {
  const keys = optionsFrom("Same\nSame", BEFORE).options.map(({ key }) => key);

  expect(new Set(keys).size).toBe(2);
});
