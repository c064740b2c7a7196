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
  ["At most 3*4 px, in *.png", "plain", "At most 3*4 px, in *.png"],
  ["**Not *the* shadow**, `a*b*c`", "plain", "Not the shadow, a*b*c"],
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

it("shows a line as it was written where nothing but its signs changed", () => {
  const pieces = [same("##"), added("#"), same(" Where the box ends")];

  expect(readableLine(pieces)).toEqual({ form: "plain", pieces });
});
