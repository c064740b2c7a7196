import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { useAnswerWord } from "./useAnswerWord";

const SIDE = { options: [{ key: "heads", name: "Heads" }, { key: "tails", name: "Tails" }] }; // prettier-ignore

function Said({ value }: { value: unknown }) {
  return <p role="note">{useAnswerWord()(SIDE, value)}</p>;
}

it.each([
  [0.004, "0.004"],
  [0.003, "0.003"],
  [(0.1 + 0.2) / 2, "0.15"],
  [1e-7, "0.0000001"],
  [12_000, "12,000"],
  [4_006_381_333_931, "4,006,381,333,931"],
  [1_234_567_890.1234, "1,234,567,890.1234"],
  [(0.1 + 0.2 + 0.3) / 3, "0.2"],
  [["tails", "heads"], "Tails and Heads"],
  [[], "none"],
  ["heads", "Heads"],
  ["gone by now", "gone by now"],
  [false, "No"],
  [undefined, "–"],
])("says %s as people read it", async (value, words) => {
  renderPart(<Said value={value} />);

  expect((await screen.findByRole("note")).textContent).toBe(words);
});
