import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

const QUESTIONS = [
  { key: "torn", text: "Is it torn?", type: "boolean", required: true },
  { key: "count", text: "How many?", type: "number", required: true },
  { key: "small", text: "How heavy?", type: "number", required: true },
  {
    key: "side",
    text: "Which side?",
    type: "choice",
    required: true,
    options: [{ key: "front", name: "Front side" }],
  },
];

const ITEM = {
  position: 0,
  name: "card-7.jpg",
  width_px: 640,
  height_px: 480,
  split: "",
  lowest_confidence: 0.75,
  document: { shapes: [], answers: { torn: false, count: 1234.5, small: 1e-7, side: "front" } },
  confidence: { shapes: {}, answers: { torn: { probability: 0.75 } } },
  image_url: "/7.jpg",
  thumbnail_url: "/7-small.jpg",
};

const DEFINITION = { version: 1, labels: [], questions: QUESTIONS };

const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1": {
    ...PROJECT,
    schema_version: {
      definition: {
        version: 1,
        labels: [],
        questions: QUESTIONS.map((one) => ({ ...one, text: "As it is asked now" })),
      },
    },
  },
  "GET /api/v1/releases/3": {
    id: 3,
    version: "1",
    definition: DEFINITION,
    figures: { labels: [] },
  },
  "GET /api/v1/releases/3/items": pageOf([ITEM]),
};

it("says how sure the answers are where no shapes are asked for", async () => {
  renderApp("/p/1/releases/3/pictures", { server: SERVER });

  expect(await screen.findByText("Least confidence 0.75")).toBeTruthy();
  expect(screen.queryByText(/0 shapes/)).toBeNull();
});

it("shows answers with the words of their questions and of the language", async () => {
  renderApp("/p/1/releases/3/pictures", { server: SERVER });

  await userEvent.click(await screen.findByRole("button", { name: "Look at card-7.jpg" }));

  const answers = within(await screen.findByRole("dialog")).getAllByRole("listitem");
  expect(answers.map(({ textContent }) => textContent)).toEqual([
    "Is it torn?: No (confidence 0.75)",
    "How many?: 1,234.5 (confidence –)",
    "How heavy?: 0.0000001 (confidence –)",
    "Which side?: Front side (confidence –)",
  ]);
});
