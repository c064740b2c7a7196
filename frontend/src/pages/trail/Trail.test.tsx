import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { createI18n } from "@/model/i18n";
import { ENGLISH } from "@/pages/texts";
import { renderPart } from "@/testing/renderPage";
import { EVERYTHING, queryOf } from "./narrowing";
import { told } from "./said";
import type { TrailAnswer } from "./Trail";
import { TrailTable } from "./TrailTable";

const LINE: TrailAnswer["results"][number] = {
  id: 3,
  name: "batch.paused",
  code: "batch.paused",
  words: { actor: "Rita", batch: "Coins 2", reason: "guideline under revision" },
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

it("leaves out what is not known, and says what has no text as the API does", () => {
  const i18n = createI18n({ language: "en", preferred: ["en-GB"], catalogue: ENGLISH });
  const say = (code: typeof LINE.code, words: Record<string, string>) =>
    told({ ...LINE, code, words }, i18n);

  expect(say("batch.paused", { batch: "Batch 4" })).toBe("The service paused Batch 4");
  expect(say("submission.made", { annotator: "A-77QX" })).toBe("A-77QX submitted a picture");
  expect(say("task.resolved", {})).toBe("A picture has its label");
  expect(say(null, { actor: "Rita" })).toBe(LINE.sentence);
});
