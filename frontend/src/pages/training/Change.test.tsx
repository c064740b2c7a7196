import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

const QUESTION = {
  id: 5,
  text: "How do you draw?",
  options: [
    { key: "tight", text: "Tight on the egde" },
    { key: "loose", text: "With the shadow" },
  ],
  right_keys: ["tight"],
  explanation: "Shadows are not the coin.",
};
const PRACTICE = {
  id: 7,
  explanation: "Side by side.",
  reference: { version: 1, is_nothing_here: true, shapes: [], answers: {} },
  item: {
    id: 3,
    name: "coins.jpg",
    width_px: 40,
    height_px: 30,
    image_url: "/media/3",
    thumbnail_url: "/media/3t",
    levels: null,
  },
};

function server() {
  return {
    ...PROJECT_PAGE,
    "GET /api/v1/projects/1": PROJECT,
    "GET /api/v1/projects/1/quiz-questions": pageOf([]),
    "GET /api/v1/projects/1/comprehension-questions": [QUESTION],
    "GET /api/v1/projects/1/practice-items": pageOf([PRACTICE]),
    "PATCH /api/v1/comprehension-questions/5": QUESTION,
    "PATCH /api/v1/practice-items/7": PRACTICE,
  };
}

it("puts a typo in a question right, and keeps what the options are called by", async () => {
  const { sent } = renderApp("/p/1/training", { server: server() });
  const user = userEvent.setup();

  await user.click(await screen.findByRole("button", { name: /Change the question: How do/ }));
  const [options] = screen.getAllByLabelText(/Options, one a line/);
  expect((options as HTMLTextAreaElement).value).toBe("* Tight on the egde\nWith the shadow");
  await user.clear(options as HTMLElement);
  await user.type(options as HTMLElement, "* Tight on the edge\nWith the shadow");
  await user.click(screen.getByRole("button", { name: "Save the question" }));

  await screen.findByRole("button", { name: /Change the question: How do/ });
  expect(sent.find(({ route }) => route.startsWith("PATCH"))?.body).toEqual({
    text: QUESTION.text,
    explanation: QUESTION.explanation,
    options: [
      { key: "tight", text: "Tight on the edge" },
      { key: "loose", text: "With the shadow" },
    ],
    right_keys: ["tight"],
  });
});

it("shows the right answer of a practice item, and takes other words on it", async () => {
  const { sent } = renderApp("/p/1/training", { server: server() });
  const user = userEvent.setup();

  await user.click(
    await screen.findByRole("button", { name: /Look at the right answer on coins/ }),
  );
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("img", { name: "The known answer" })).toBeDefined();
  expect(dialog.getByText("Nothing is there.")).toBeDefined();
  const words = dialog.getByLabelText("Why it is right, in words");
  await user.clear(words);
  await user.type(words, "Empty.");
  await user.click(dialog.getByRole("button", { name: "Save the words" }));

  await expect
    .poll(() => sent.find(({ route }) => route.startsWith("PATCH"))?.body)
    .toEqual({ explanation: "Empty." });
});
