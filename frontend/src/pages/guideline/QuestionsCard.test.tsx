import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { QuestionsCard } from "./QuestionsCard";

const QUESTION = {
  id: 1,
  quote: "cada moeda",
  language: "pt",
  original_quote: "Draw every coin.",
  text: "As velhas?",
  pseudonym: "otter",
  version_number: "1.0",
  asked_at: "2026-11-30T12:00:00Z",
  answer: "",
  answered_at: null,
  answered_in: null,
};

function shown(question: Partial<typeof QUESTION>) {
  renderPart(<QuestionsCard projectId={1} />, {
    server: {
      "GET /api/v1/projects/1/guideline-questions": pageOf([{ ...QUESTION, ...question }]),
    },
  });
}

it("shows what was asked on a translation in its language, and the original's passage", async () => {
  shown({});

  const asked = await screen.findByText("cada moeda");
  expect(asked.getAttribute("lang")).toBe("pt");
  expect(screen.getByText(/Asked on the Portuguese text/)).toBeTruthy();
  expect(screen.getByText("Draw every coin.").tagName).toBe("BLOCKQUOTE");
});

it("says so where the place in the original is not known", async () => {
  shown({ original_quote: "" });

  await screen.findByText("cada moeda");
  expect(screen.getByText(/stands at its end/)).toBeTruthy();
});

it("shows what was asked on the text itself alone", async () => {
  shown({ quote: "every coin", language: "", original_quote: "" });

  await screen.findByText("every coin");
  expect(screen.queryByText(/Asked on the .* text/)).toBeNull();
});
