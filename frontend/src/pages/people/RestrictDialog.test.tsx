import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Person } from "@/pages/skill/types";
import { PROJECT } from "@/testing/staff";
import { renderPart } from "@/testing/renderPage";
import { RestrictDialog } from "./RestrictDialog";

vi.mock("@/pages/shell/project", () => ({ useProject: () => PROJECT }));
/** A field that grows with its text asks when fonts are there. */
beforeEach(() => {
  const fonts = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.defineProperty(document, "fonts", { value: fonts, configurable: true });
});

const DOOR = "POST /api/v1/projects/1/people/9/restrictions";

it("asks for the quiz again without an end, which only the quiz can be", async () => {
  const person = { user_id: 9, pseudonym: "A-77" } as Person;
  const { sent } = renderPart(<RestrictDialog person={person} onClose={() => undefined} />, {
    server: { [DOOR]: { id: 1 } },
  });
  expect((await screen.findAllByLabelText("For how long")).length).toBeGreaterThan(0);

  fireEvent.click(screen.getAllByLabelText("How")[0] as HTMLElement);
  fireEvent.click(await screen.findByRole("option", { name: /quiz/i, hidden: true }));
  expect(screen.queryAllByLabelText("For how long")).toEqual([]);
  fireEvent.change(screen.getByLabelText(/reason/i), { target: { value: "Checks." } });
  fireEvent.click(screen.getByRole("button", { name: "Restrict" }));

  await waitFor(() => expect(sent.map(({ route }) => route)).toContain(DOOR));
  expect(sent.find(({ route }) => route === DOOR)?.body).toMatchObject({
    kind: "retrain",
    expires_at: null,
  });
});
