import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { EVERYTHING, queryOf } from "./narrowing";
import type { TrailAnswer } from "./Trail";
import { TrailTable } from "./TrailTable";

const LINE: TrailAnswer["results"][number] = {
  id: 3,
  name: "batch.paused",
  kind: "batches",
  sentence: "Rita paused batch Coins 2: guideline under revision",
  occurred_at: "2026-11-28T10:00:00Z",
  actor_id: 7,
  actor: "Rita",
  project_id: 1,
  project: "Coins",
  changes: [{ field: "priority", before: "0", after: "5" }],
  payload: {},
};

it("tells an event as a sentence with its old and new values", async () => {
  renderPart(<TrailTable lines={[LINE]} hasProjects onPerson={() => undefined} />);

  expect(await screen.findByText(LINE.sentence)).toBeTruthy();
  expect(screen.getByText("priority: 0 → 5")).toBeTruthy();
  expect(screen.getByText("Coins")).toBeTruthy();
});

it("narrows to whoever is pressed", async () => {
  const onPerson = vi.fn();
  renderPart(<TrailTable lines={[LINE]} hasProjects={false} onPerson={onPerson} />);

  await userEvent.click(
    await screen.findByRole("button", { name: "Show only what concerns Rita" }),
  );

  expect(onPerson).toHaveBeenCalledWith({ id: 7, name: "Rita" });
});

it("asks the server for what was chosen and nothing else", () => {
  expect(queryOf(EVERYTHING)).toEqual({});
  expect(
    queryOf({ ...EVERYTHING, kind: "work", person: { id: 7, name: "Rita" }, cursor: 40 }),
  ).toEqual({ kind: ["work"], person_id: 7, cursor: 40 });
});
