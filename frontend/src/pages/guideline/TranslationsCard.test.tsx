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
  captions: {} as Record<string, string>,
  lacking: [],
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

it("takes the captions of examples along, each below what it says in the original", async () => {
  const user = userEvent.setup();
  const item = { id: 3, width_px: 40, height_px: 30, image_url: "/m/3", thumbnail_url: "/m/3t" };
  const document = { version: 1, is_nothing_here: true, shapes: [], answers: {} };
  const example = { id: 8, label_key: "", verdict: "right", document, item };
  const examples = [
    { ...example, caption: "Tight" },
    { ...example, id: 9, caption: "Loose" },
    { ...example, id: 10, caption: "" },
  ];
  let stored = { ...spanish("# Monedas", "r1"), captions: { Tight: "Justo" }, lacking: ["Loose"] };
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1/guideline-versions": pageOf([
        { ...VERSION, examples, label_colors: {}, label_edges: {} },
      ]),
      "GET /api/v1/projects/1/guideline-questions": pageOf([]),
      "GET /api/v1/guideline-versions/7/translations": () => ({ translations: [stored] }),
      "PUT /api/v1/guideline-versions/7/translations/es": ({ body }: Sent) => {
        const { captions } = body as typeof stored;
        stored = { ...stored, captions, revision: "r2", lacking: [] };
        return stored;
      },
    },
  });
  await user.click(await screen.findByRole("combobox", { name: "Language" }));
  await user.click(await screen.findByRole("option", { name: /Spanish/, hidden: true }));
  await screen.findByText("1 caption is read as it is in the original");

  const tight = screen.getByRole("textbox", { name: "Tight" });
  expect((tight as HTMLInputElement).value).toBe("Justo");
  await user.type(screen.getByRole("textbox", { name: "Loose" }), "Flojo");
  await user.click(screen.getByRole("button", { name: "Save the translation" }));

  await waitFor(() =>
    expect(screen.queryByText("1 caption is read as it is in the original")).toBeNull(),
  );
  const put = sent.find(({ route }) => route.startsWith("PUT"));
  expect(put?.body).toMatchObject({ captions: { Tight: "Justo", Loose: "Flojo" } });
}, 15_000);

it("counts a caption that was cleared as saved, and one that ends in a blank", async () => {
  const user = userEvent.setup();
  const item = { id: 3, width_px: 40, height_px: 30, image_url: "/m/3", thumbnail_url: "/m/3t" };
  const document = { version: 1, is_nothing_here: true, shapes: [], answers: {} };
  const example = { id: 8, label_key: "", verdict: "right", document, item };
  const examples = [
    { ...example, caption: "Tight" },
    { ...example, id: 9, caption: "Loose" },
  ];
  let stored = { ...spanish("# Monedas", "r1"), captions: { Tight: "Justo" } };
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1/guideline-versions": pageOf([
        { ...VERSION, examples, label_colors: {}, label_edges: {} },
      ]),
      "GET /api/v1/projects/1/guideline-questions": pageOf([]),
      "GET /api/v1/guideline-versions/7/translations": () => ({ translations: [stored] }),
      "PUT /api/v1/guideline-versions/7/translations/es": ({ body }: Sent) => {
        const told = Object.entries((body as typeof stored).captions)
          .map(([original, text]) => [original, text.trim()])
          .filter(([, text]) => text !== "");
        stored = { ...stored, captions: Object.fromEntries(told), revision: "r2" };
        return stored;
      },
    },
  });
  await user.click(await screen.findByRole("combobox", { name: "Language" }));
  await user.click(await screen.findByRole("option", { name: /Spanish/, hidden: true }));
  await user.clear(await screen.findByRole("textbox", { name: "Tight" }));
  await user.type(screen.getByRole("textbox", { name: "Loose" }), "Flojo ");

  await user.click(screen.getByRole("button", { name: "Save the translation" }));

  expect(await screen.findByText("Saved")).toBeTruthy();
  const put = sent.find(({ route }) => route.startsWith("PUT"));
  expect((put?.body as typeof stored).captions).toEqual({ Loose: "Flojo" });
  expect(screen.queryByText("Somebody saved this translation meanwhile")).toBeNull();
}, 15_000);
