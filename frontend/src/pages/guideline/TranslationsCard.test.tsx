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
const spanish = (body_markdown: string, revision: string) => ({
  language: "es",
  body_markdown,
  revision,
  updated_at: "2026-03-01T09:00:00Z",
  changed: [],
});

it("shows what a colleague saved meanwhile, keeps what is written, and replaces it on purpose", async () => {
  const user = userEvent.setup();
  let stored = spanish("# Monedas", "r1");
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1/guideline-versions": pageOf([VERSION]),
      "GET /api/v1/projects/1/guideline-questions": pageOf([]),
      "GET /api/v1/guideline-versions/7/translations": () => ({ translations: [stored] }),
      "PUT /api/v1/guideline-versions/7/translations/es": ({ body }: Sent) => {
        const { body_markdown, revision } = body as typeof stored;
        if (revision !== stored.revision) {
          const code = "guideline_translation_changed";
          return json({ title: "Somebody saved it", status: 409, code }, 409);
        }
        stored = spanish(body_markdown, "r3");
        return stored;
      },
    },
  });
  await user.click(await screen.findByRole("combobox", { name: "Language" }));
  await user.click(await screen.findByRole("option", { name: /Spanish/, hidden: true }));
  const text = await screen.findByRole("textbox", { name: "Spanish" });
  await user.type(text, " mine");

  stored = spanish("# Monedas, theirs", "r2");
  await user.click(screen.getByRole("button", { name: "Save the translation" }));
  await screen.findByText("Somebody saved this translation meanwhile");

  expect(screen.getByText("# Monedas, theirs")).toBeTruthy();
  expect((text as HTMLTextAreaElement).value).toBe("# Monedas mine");
  expect(stored.body_markdown).toBe("# Monedas, theirs");
  await user.click(screen.getByRole("button", { name: "Save the translation" }));
  await waitFor(() => expect(stored.body_markdown).toBe("# Monedas mine"));
  const puts = sent.filter(({ route }) => route.startsWith("PUT"));
  expect(puts.map(({ body }) => (body as typeof stored).revision)).toEqual(["r1", "r2"]);
}, 15_000);
