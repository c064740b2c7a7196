import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GuidelineStep } from "@/pages/training/GuidelineStep";
import { useGuideline } from "@/pages/work/use-guideline";
import type { Sent } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";

const BODIES: Readonly<Record<string, string>> = {
  "": "<p>Draw every coin.</p>",
  pt: "<p>Desenhe cada moeda.</p>",
};

/** The server's rule: a translation where there is one, else the text as written. */
function guideline({ query }: Sent) {
  const language = query["language"] === "pt" ? "pt" : "";
  const body_html = BODIES[language];
  return { id: 3, number: "1.0", language, languages: ["pt"], body_html, examples: [] };
}
const SERVER = { "GET /api/v1/projects/1/guideline": guideline };

/** The box beside the work, as far as its words go. */
function Beside() {
  return <p>{useGuideline(1)?.body_html}</p>;
}

beforeEach(() => localStorage.setItem("guildmark-language", "pt"));
afterEach(() => localStorage.clear());

it("shows the guideline beside the work in the reader's language", async () => {
  renderPart(<Beside />, { server: SERVER });

  expect(await screen.findByText("<p>Desenhe cada moeda.</p>")).toBeTruthy();
});

it("shows the guideline as written where nobody translated it", async () => {
  localStorage.setItem("guildmark-language", "es");

  renderPart(<Beside />, { server: SERVER });

  expect(await screen.findByText("<p>Draw every coin.</p>")).toBeTruthy();
});

it("gives the training in the reader's language, and as written on request", async () => {
  renderPart(<GuidelineStep projectId={1} />, { server: SERVER });
  expect(await screen.findByText("Desenhe cada moeda.")).toBeTruthy();

  await userEvent.click(screen.getByText("As written"));

  await waitFor(() => expect(screen.queryByText("Draw every coin.")).toBeTruthy());
});
