import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
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
