import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import type { NearProject } from "./feed";
import { NearlyYours } from "./NearlyYours";

const ASKED = "For somebody who lives in Portugal.";
const COINS: NearProject = {
  project_id: 1,
  name: "Coins",
  thumbnail_url: null,
  need: ASKED,
  step: "criteria",
  available_at: null,
  missing: [
    { step: "criteria", need: ASKED },
    { step: "join", need: "Not yet." },
    { step: "quiz", need: "Pass the quiz." },
  ],
};
const LEAVES: NearProject = { ...COINS, project_id: 2, name: "Leaves" };

it("asks once for what several projects want to know", async () => {
  const read = { step: "guideline", need: "Read the guideline, version 1.0." } as const;
  const other: NearProject = { ...LEAVES, project_id: 3, name: "Cards", ...read, missing: [read] };
  renderPart(<NearlyYours projects={[COINS, LEAVES, other]} />);

  const [both, alone, ...more] = await screen.findAllByRole("listitem");

  expect(more).toEqual([]);
  expect(within(both as HTMLElement).getByText("Coins and Leaves")).toBeTruthy();
  expect(within(both as HTMLElement).getAllByText(ASKED)).toHaveLength(1);
  const link = within(both as HTMLElement).getByRole("link", { name: /Coins and Leaves/ });
  expect(link.getAttribute("href")).toBe("/training/1");
  expect(within(alone as HTMLElement).getByText("Cards")).toBeTruthy();
});

it("says in one line what comes after the step to take", async () => {
  renderPart(<NearlyYours projects={[COINS]} />);

  expect(await screen.findByText("Then: join and pass the quiz.")).toBeTruthy();
});
