import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json, type Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT_PAGE } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./GuidelinePage";

const VERSION = {
  id: 7,
  number: "1.0",
  state: "published",
  body_markdown: "# Coins",
  body_html: "<h1>Coins</h1>",
  revision: "aaaa",
  change: "major",
  examples: [],
  published_at: "2026-03-01T09:00:00Z",
};
const PATH = "/api/v1/projects/1/training-translations/es";
const WORDINGS = [
  { kind: "comprehension", id: 1, words: ["Is a shadow part of it?", "Yes", "No"] },
  { kind: "practice", id: 2, words: ["Side by side."] },
  { kind: "quiz", id: 3, words: ["Which?", "Yes"] },
];
const ALL = [...new Set(WORDINGS.flatMap(({ words }) => words))];

/** As the server keeps them. */
function training(words: Record<string, string>, revision: string) {
  return { wordings: WORDINGS, words, revision, lacking: ALL.filter((word) => !words[word]) };
}

async function openSpanish(put: (sent: Sent) => unknown, get: () => unknown) {
  const user = userEvent.setup();
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1/guideline-versions": pageOf([VERSION]),
      "GET /api/v1/projects/1/guideline-questions": pageOf([]),
      "GET /api/v1/guideline-versions/7/translations": { translations: [] },
      [`GET ${PATH}`]: get,
      [`PUT ${PATH}`]: put,
    },
  });
  await user.click(await screen.findByRole("combobox", { name: "Language" }));
  await user.click(await screen.findByRole("option", { name: /Spanish/, hidden: true }));
  await screen.findByRole("textbox", { name: "Side by side." });
  return { user, sent };
}

it("puts each sentence beside its translation, says what is missing, and saves all of them", async () => {
  let stored = training({ No: "No" }, "r1");
  const { user, sent } = await openSpanish(
    ({ body }) => (stored = training((body as typeof stored).words, "r2")),
    () => stored,
  );
  expect(screen.getByText("4 sentences are read as they were written")).toBeTruthy();
  expect(screen.getByText("Question on the guideline 1")).toBeTruthy();

  const [first] = screen.getAllByRole("textbox", { name: "Yes" });
  await user.type(first as HTMLElement, "Sí ");
  await user.click(screen.getByRole("button", { name: "Save questions, practice and quiz" }));

  expect(await screen.findByText("3 sentences are read as they were written")).toBeTruthy();
  const saved = sent.find(({ route }) => route === `PUT ${PATH}`);
  expect(saved?.body).toEqual({ words: { No: "No", Yes: "Sí" }, revision: "r1" });
  // said once, it is said wherever it stands
  const fields = screen.getAllByRole("textbox", { name: "Yes" });
  expect(fields.map((field) => (field as HTMLTextAreaElement).value)).toEqual(["Sí", "Sí"]);
  expect(screen.getByText("Saved")).toBeTruthy();
}, 15_000);

it("shows what is missing alone", async () => {
  const { user } = await openSpanish(
    () => null,
    () => training({ "Side by side.": "Juntas.", "Which?": "¿Cuál?", Yes: "Sí" }, "r1"),
  );

  await user.click(screen.getByRole("checkbox", { name: "Show what is missing alone" }));

  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Which?" })).toBeNull());
  expect(screen.getByRole("textbox", { name: "No" })).toBeTruthy();
}, 15_000);

it("keeps what is written where somebody saved meanwhile, and replaces theirs on purpose", async () => {
  let stored = training({}, "r1");
  const { user } = await openSpanish(
    ({ body }) => {
      const { words, revision } = body as typeof stored;
      if (revision !== stored.revision) {
        const code = "guideline_translation_changed";
        return json({ title: "Somebody saved it", status: 409, code }, 409);
      }
      return (stored = training(words, "r3"));
    },
    () => stored,
  );
  await user.type(screen.getByRole("textbox", { name: "No" }), "Nones");

  stored = training({ No: "No", Yes: "Sí" }, "r2");
  await user.click(screen.getByRole("button", { name: "Save questions, practice and quiz" }));
  await screen.findByText("Somebody saved this meanwhile");
  expect((screen.getByRole("textbox", { name: "No" }) as HTMLTextAreaElement).value).toBe("Nones");
  expect(screen.getByText(/Keep it, and yours goes over theirs in the one sentence/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  await user.click(screen.getByRole("button", { name: "Save questions, practice and quiz" }));

  await waitFor(() => expect(stored.words).toEqual({ No: "Nones", Yes: "Sí" }));
}, 15_000);

it("loads theirs without repeating the refusal", async () => {
  let stored = training({}, "r1");
  const { user } = await openSpanish(
    () => json({ title: "Refused", status: 409, code: "guideline_translation_changed" }, 409),
    () => stored,
  );
  await user.type(screen.getByRole("textbox", { name: "No" }), "Nones");
  stored = training({ No: "Nada" }, "r2");
  await user.click(screen.getByRole("button", { name: "Save questions, practice and quiz" }));
  await user.click(await screen.findByRole("button", { name: "Load theirs" }));

  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "No" });
  await waitFor(() => expect(field.value).toBe("Nada"));
  expect(screen.queryByText("Refused")).toBeNull();
}, 15_000);

it("shows all again once nothing is missing any more", async () => {
  const others = ALL.filter((word) => word !== "No");
  const said = Object.fromEntries(others.map((word) => [word, "Dicho"]));
  let stored = training(said, "r1");
  const { user } = await openSpanish(
    ({ body }) => (stored = training((body as typeof stored).words, "r2")),
    () => stored,
  );
  await user.click(screen.getByRole("checkbox", { name: "Show what is missing alone" }));
  await user.type(await screen.findByRole("textbox", { name: "No" }), "No");
  await user.click(screen.getByRole("button", { name: "Save questions, practice and quiz" }));

  expect(await screen.findByRole("textbox", { name: "Which?" })).toBeTruthy();
}, 15_000);
