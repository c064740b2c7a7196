import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import type { Report } from "./types";
import { WorstFilters } from "./WorstFilters";

it("lists what has one key once, where a question has the key of a label", async () => {
  const named = (key: string, name: string) => ({ key, name });
  const whole = {
    has_classes_of_errors: true,
    shapes: { labels: [named("coin", "Coin"), named("note", "Note")] },
    pixels: null,
    questions: [],
    numbers: [named("coin", "How many coins?")],
  } as unknown as Report;

  renderPart(<WorstFilters whole={whole} filter={{ kind: "", of: "" }} onFilter={() => undefined} />); // prettier-ignore
  const [, ofClass] = await screen.findAllByRole("combobox");
  await userEvent.click(ofClass as HTMLElement);

  const options = await screen.findAllByRole("option", { name: /Coin|coins|Note/, hidden: true });
  expect(options.map((one) => one.textContent)).toEqual(["Coin", "Note"]);
});
