import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { Measures } from "./AgreementCard";

function figure(value: number) {
  return { value, lower: value - 0.1, upper: value + 0.1, item_count: 40, undefined_reason: null };
}

function label(key: string, alpha: number, f1: number) {
  const figures = { alpha: figure(alpha), f1_50: figure(f1) };
  return { key, name: key, color: null, kind: "box", ...figure(f1), measure: "f1_50", figures };
}

function shown(...labels: unknown[]) {
  shownWith({}, labels);
}

function shownWith(other: object, labels: unknown[]) {
  const measures = { alpha: figure(0.61), f1_50: figure(0.52), mean_iou: null, percent: null };
  const agreement = { run_id: 3, ...measures, labels, questions: [], ...other };
  renderPart(<Measures agreement={agreement as never} />);
}

async function rows() {
  const table = await screen.findByRole("table", { name: "Agreement" });
  return within(table)
    .getAllByRole("row")
    .map((row) => row.textContent);
}

it("shows alpha of each label, not how alike it is drawn", async () => {
  shown(label("coin", 0.42, 0.93), label("note", 0.71, 0.88));

  expect(await rows()).toEqual([
    expect.stringMatching(/^All.*0\.61/),
    expect.stringMatching(/^coin0\.42/),
    expect.stringMatching(/^note0\.71/),
  ]);
});

it("shows what is drawn where there is one label and nobody can differ in a name", async () => {
  shown(label("coin", 0, 0.52));

  expect(await rows()).toEqual([
    expect.stringMatching(/^All.*0\.52/),
    expect.stringMatching(/^coin0\.52/),
  ]);
});

const RAIN = { key: "rain", name: "Does it rain?", color: null, figures: { alpha: figure(0.4) } };

it("shows answers by alpha against its target beside the F1 of the one label that is drawn", async () => {
  shownWith({ questions: [RAIN] }, [label("coin", 0, 0.52)]);

  expect(await rows()).toEqual([
    expect.stringMatching(/^All that is drawn.*0\.52/),
    expect.stringMatching(/^coin0\.52/),
    expect.stringMatching(/^Does it rain\?0\.40/),
  ]);
  const bars = screen.getAllByRole("img").map((bar) => bar.getAttribute("aria-label") ?? "");
  expect(bars.map((words) => words.includes("0.67"))).toEqual([false, false, true]);
});

it("shows the answers where the F1 of the one label is not there", async () => {
  shownWith({ f1_50: null, questions: [RAIN] }, [label("coin", 0, 0.52)]);

  expect(await rows()).toEqual([
    expect.stringMatching(/^coin0\.52/),
    expect.stringMatching(/^Does it rain\?0\.40/),
  ]);
});
