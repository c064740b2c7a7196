import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { GuidelineNews } from "./GuidelineNews";

const CHANGE = {
  before_id: 4,
  before_number: "1.0",
  after_id: 5,
  after_number: "1.1",
  lines: [
    {
      kind: "changed",
      pieces: [
        { kind: "same", text: "Draw a " },
        { kind: "removed", text: "loose" },
        { kind: "added", text: "tight" },
        { kind: "same", text: " box." },
      ],
    },
  ],
  examples_added: [],
  examples_removed: [],
};
const CHANGES = "GET /api/v1/projects/2/guideline-change";

it("shows who works what the guideline changed, and goes once they say they have read it", async () => {
  let change: typeof CHANGE | null = CHANGE;
  const { sent } = renderPart(<GuidelineNews projectId={2} />, {
    server: {
      [CHANGES]: () => ({ change }),
      "POST /api/v1/projects/2/guideline-reading": () => {
        change = null;
        return {};
      },
    },
  });

  fireEvent.click(await screen.findByRole("button", { name: "Show the change" }));
  await screen.findByText("loose");
  const marked = [...document.querySelectorAll("ins, del")].map((one) => one.textContent);
  fireEvent.click(screen.getByRole("button", { name: "I have read the change" }));

  await waitFor(() => expect(screen.queryByText(/The guideline changed/)).toBeNull());
  expect(marked).toEqual(["loose", "tight"]);
  expect(sent.filter(({ route }) => route.startsWith("POST")).map(({ body }) => body)).toEqual([
    { guideline_version_id: 5 },
  ]);
});

it("says nothing where nothing is new", async () => {
  const { sent } = renderPart(<GuidelineNews projectId={2} />, {
    server: { [CHANGES]: { change: null } },
  });

  await waitFor(() => expect(sent).toHaveLength(1));

  expect(screen.queryByRole("button")).toBeNull();
});
