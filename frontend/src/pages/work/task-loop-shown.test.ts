import { expect, it } from "vitest";
import { memoryJournal } from "@/api/journal";
import { fakeServer } from "@/testing/fakeServer";
import { leased, NOTHING_LEFT } from "@/testing/leased";
import { TaskLoop } from "./task-loop";

it.each([
  // Drawn once, for the next task: between the two nothing can be done any more.
  { after: "submitted", delayMs: 0, order: ["asked", "working"] },
  { after: "submitted", delayMs: 200, order: ["asked", "claiming", "working"] },
  // Else a task that may be stale would be drawn on meanwhile.
  { after: "skipped", delayMs: 0, order: ["claiming", "asked", "working"] },
  { after: null, delayMs: 0, order: ["claiming", "asked", "working"] },
] as const)("shows that it claims unless it was sent ($after, $delayMs ms)", async (one) => {
  const happened: string[] = [];
  fakeServer({
    "POST /api/v1/projects/2/next": async ({ body }: { body: { prefetch: boolean } }) => {
      if (body.prefetch) return NOTHING_LEFT;
      happened.push("asked");
      await new Promise((resolve) => setTimeout(resolve, one.delayMs));
      return leased(8, "first");
    },
  });
  const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => undefined });
  await loop.claim();
  happened.length = 0;
  const over: unknown[] = [];
  loop.subscribe(() => {
    happened.push(loop.state.kind);
    if (loop.state.kind === "claiming") over.push(loop.state.over?.assignment.id);
  });

  await loop.claim(one.after);

  expect(happened).toEqual(one.order);
  expect(over).toEqual(happened.includes("claiming") ? [one.after === null ? undefined : 8] : []);
  expect(loop.state.after).toBe(one.after);
});
