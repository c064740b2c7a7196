import { expect, it } from "vitest";
import { readableLine } from "./readable-line";

const same = (text: string) => ({ kind: "same", text });
const added = (text: string) => ({ kind: "added", text });

it.each([
  ["## Where the box ends", "heading", "Where the box ends"],
  ["- At the **metal**.", "item", "At the metal."],
  ["  * At the *metal*", "item", "At the metal"],
  ["> At the metal.", "quote", "At the metal."],
  ["Press `B`, 3 * 4 times", "plain", "Press B, 3 * 4 times"],
  ["", "plain", ""],
])("reads %j as a %s", (line, form, words) => {
  const read = readableLine([same(line)]);

  expect(read.form).toBe(form);
  expect(read.pieces.map(({ text }) => text).join("")).toBe(words);
});

it("keeps what came and what went apart, and takes signs out that several pieces share", () => {
  const read = readableLine([
    added("-"),
    added(" **what"),
    same(" you"),
    added(" see**"),
    same("."),
  ]);

  expect(read).toEqual({
    form: "item",
    pieces: [added("what"), same(" you"), added(" see"), same(".")],
  });
});
