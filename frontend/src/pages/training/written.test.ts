import { describe, expect, it } from "vitest";
import { wordsOf, writtenFrom } from "./written";

const draft = { text: "Which?", value: "", tolerance: "", unit: "" } as const;

describe("a question in words", () => {
  it("has the starred option as its answer", () => {
    const made = writtenFrom({ ...draft, type: "single", options: "* Roof\nShadow\n" });

    expect(made.known).toBe("o1");
    expect(made.asked.options.map(({ text }) => text)).toEqual(["Roof", "Shadow"]);
  });

  it("with two right ones asks for several", () => {
    const options = "*A\nB\n* C";

    expect(writtenFrom({ ...draft, type: "several", options }).known).toEqual(["o1", "o3"]);
    expect(writtenFrom({ ...draft, type: "single", options }).known).toBeNull();
  });

  it("in order takes the lines as they stand", () => {
    const made = writtenFrom({ ...draft, type: "order", options: "first\nsecond" });

    expect(made.known).toEqual(["o1", "o2"]);
  });

  it("reads in words again", () => {
    const { asked, known } = writtenFrom({
      ...draft,
      type: "number",
      options: "",
      value: 4,
      unit: "px",
    });

    expect(wordsOf(asked, known, String)).toBe("4 px");
    expect(wordsOf(asked, 5, String)).toBe("5 px");
  });
});
