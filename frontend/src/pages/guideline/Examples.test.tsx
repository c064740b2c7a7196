import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

const EXAMPLE = {
  id: 8,
  label_key: "",
  verdict: "right",
  caption: "Tigth on the edge",
  document: { version: 1, is_nothing_here: true, shapes: [], answers: {} },
  item: { id: 3, width_px: 40, height_px: 30, image_url: "/m/3", thumbnail_url: "/m/3t" },
};
const DRAFT = {
  id: 2,
  number: "1.0",
  major: 1,
  state: "draft",
  change: "major",
  revision: "a",
  body_markdown: "Draw.",
  body_html: "<p>Draw.</p>",
  label_colors: {},
  label_edges: {},
  published_at: null,
  examples: [EXAMPLE],
};

it("puts the words of an example right without drawing it anew", async () => {
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/guideline-versions": pageOf([DRAFT]),
      "POST /api/v1/markdown-preview": { html: "<p>Draw.</p>" },
      "PATCH /api/v1/guideline-examples/8": EXAMPLE,
    },
  });
  const user = userEvent.setup();

  await user.click(await screen.findByRole("button", { name: /Change the example/ }));
  await user.click(screen.getByText("Borderline"));
  const caption = screen.getByLabelText("What it shows, in a few words");
  await user.clear(caption);
  await user.type(caption, "Tight on the edge");
  await user.click(screen.getByRole("button", { name: "Save" }));

  await screen.findByRole("button", { name: /Change the example/ });
  expect(sent.find(({ route }) => route.startsWith("PATCH"))?.body).toEqual({
    verdict: "borderline",
    caption: "Tight on the edge",
    label_key: "",
  });
});

it("shows why one example stays in its own dialog alone, and not when it is asked again", async () => {
  const refused = { title: "It stays", status: 409, code: "published", errors: [] };
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/guideline-versions": pageOf([
        { ...DRAFT, examples: [EXAMPLE, { ...EXAMPLE, id: 9, caption: "Loose" }] },
      ]),
      "POST /api/v1/markdown-preview": { html: "<p>Draw.</p>" },
      "DELETE /api/v1/guideline-examples/8": () => json(refused, 409),
    },
  });
  const user = userEvent.setup();
  const open = async (name: string) => {
    await user.click(await screen.findByRole("button", { name: `Remove: ${name}` }));
    return within(await screen.findByRole("dialog"));
  };
  const close = async () => {
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  };
  const first = await open("Tigth on the edge");
  await user.click(first.getByRole("button", { name: "Remove" }));
  await first.findByText("It stays");
  await close();

  const another = (await open("Loose")).queryByText("It stays");
  await close();
  const again = (await open("Tigth on the edge")).queryByText("It stays");

  expect([another, again]).toEqual([null, null]);
  expect(sent.filter(({ route }) => route.startsWith("DELETE"))).toHaveLength(1);
});

it("says of a first version what people do with it, and of no qualification that ends", async () => {
  renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/guideline-versions": pageOf([DRAFT]),
      "POST /api/v1/markdown-preview": { html: "<p>Draw.</p>" },
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Publish" }));
  const dialog = await screen.findByRole("dialog", { hidden: true });

  expect(dialog.textContent).toContain("People who may work read it");
  expect(dialog.textContent).not.toContain("becomes stale");
});
