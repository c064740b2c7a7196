import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { json, type Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => sessionStorage.clear());

/** A draft that another manager saves while it is written on here. */
function besideBoris() {
  let kept = { body_markdown: "Box it.", revision: "r1" };
  const version = () => ({
    id: 7,
    number: "1.0",
    major: 1,
    state: "draft",
    change: "major",
    body_html: "",
    label_colors: {},
    label_edges: {},
    published_at: null,
    examples: [],
    ...kept,
  });
  const page = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/guideline-versions": () => pageOf([version()]),
      "POST /api/v1/markdown-preview": { html: "" },
      "PATCH /api/v1/guideline-versions/7": ({ body }: Sent) => {
        const { body_markdown, revision } = body as typeof kept;
        const changed = { title: "The draft was changed", code: "guideline_draft_changed" };
        if (revision !== kept.revision) return json({ ...changed, status: 409 }, 409);
        kept = { body_markdown, revision: `${revision}+` };
        return version();
      },
    },
  });
  return {
    ...page,
    borisSaves: () => void (kept = { body_markdown: "Box all.", revision: "b1" }),
    stored: () => kept.body_markdown,
  };
}

const text = () => screen.findByLabelText<HTMLTextAreaElement>("Text, in Markdown");
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save the draft" }));

it("keeps what both wrote at one place, and puts this one's over theirs when told to", async () => {
  const { borisSaves, stored } = besideBoris();
  fireEvent.change(await text(), { target: { value: "Box none." } });

  borisSaves();
  save();
  await screen.findByText("Somebody saved this meanwhile");
  const [mine, theirs] = [(await text()).value, stored()];
  fireEvent.click(screen.getByText("Keep mine"));
  await expect.poll(() => screen.queryByText("Somebody saved this meanwhile")).toBeNull();
  const refused = screen.queryByText("The draft was changed");
  save();

  expect(refused).toBeNull();
  expect([mine, theirs]).toEqual(["Box none.", "Box all."]);
  await expect.poll(stored).toBe("Box none.");
  await expect.poll(() => screen.queryByText("Somebody saved this meanwhile")).toBeNull();
});

it("shows the other text in place of this one when told to, and calls no own save another's", async () => {
  const { borisSaves, stored } = besideBoris();
  fireEvent.change(await text(), { target: { value: "Box one." } });
  save();
  await expect.poll(stored).toBe("Box one.");
  fireEvent.change(await text(), { target: { value: "Box two." } });
  save();
  await expect.poll(stored).toBe("Box two.");
  const own = screen.queryByText("Somebody saved this meanwhile");

  fireEvent.change(await text(), { target: { value: "Box three." } });
  borisSaves();
  save();
  fireEvent.click(await screen.findByText("Load theirs"));

  expect(own).toBeNull();
  expect((await text()).value).toBe("Box all.");
  expect(screen.queryByText("The draft was changed")).toBeNull();
  expect(screen.queryByText("Somebody saved this meanwhile")).toBeNull();
});
