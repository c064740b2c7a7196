import { expect, test } from "vitest";
import { mergedText } from "./mergedText";

const ANSWER = "\n\n**Is a shadow part of it?**\n\nNo.\n";

test("an answer taken up meanwhile goes to the end of what is being written", () => {
  expect(mergedText("Box it.\n", "Box every coin.\n", `Box it.${ANSWER}`)).toBe(
    `Box every coin.${ANSWER}`,
  );
});

test("what nobody wrote on here is replaced by what is stored", () => {
  expect(mergedText("Box it.", "Box it.", "Draw round it.")).toBe("Draw round it.");
});

test("two people who changed the same text have to choose", () => {
  expect(mergedText("Box it.", "Box every coin.", "Draw round it.")).toBeNull();
});
