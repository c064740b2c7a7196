import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem, unreachable } from "@/api/problem";
import { EMPTY_DOCUMENT } from "@/model/document";
import { SubmissionSender } from "./submission-sender";

const SUBMISSION = { document: EMPTY_DOCUMENT, secondsSpent: 9, key: "one-key" };
const TAKEN = { submission_id: 1, counts: true, state: "submitted" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("goes on with the same key until the server answers", async () => {
  const send = vi.fn().mockRejectedValueOnce(unreachable(null)).mockResolvedValue(TAKEN);
  const sender = new SubmissionSender(send);

  const sent = sender.deliver(5, SUBMISSION);
  await vi.advanceTimersByTimeAsync(0);
  expect(sender.state.kind).toBe("waiting");
  await vi.advanceTimersByTimeAsync(2000);

  expect(await sent).toBe("submitted");
  expect(send.mock.calls).toEqual([
    [5, SUBMISSION],
    [5, SUBMISSION],
  ]);
});

it("tries at once when asked to", async () => {
  const send = vi.fn().mockRejectedValueOnce(unreachable(null)).mockResolvedValue(TAKEN);
  const sender = new SubmissionSender(send);
  const sent = sender.deliver(5, SUBMISSION);
  await vi.advanceTimersByTimeAsync(0);

  sender.tryNow();

  expect(await sent).toBe("submitted");
});

it("stops at a refusal and shows it", async () => {
  const refusal = new Problem({ title: "Not right", status: 422, code: "invalid_document" });
  const sender = new SubmissionSender(vi.fn().mockRejectedValue(refusal));

  expect(await sender.deliver(5, SUBMISSION)).toBe("refused");
  expect(sender.state).toEqual({ kind: "refused", problem: refusal });
});

it("takes an earlier try that got through for what it is", async () => {
  const already = new Problem({ title: "Submitted", status: 409, code: "already_submitted" });
  const sender = new SubmissionSender(vi.fn().mockRejectedValue(already));

  expect(await sender.deliver(5, SUBMISSION)).toBe("submitted");
});

it.each([
  { answersAfterMs: 50, told: [] },
  { answersAfterMs: 500, told: ["sending", "taken"] },
])("tells of the sending where it lasts ($answersAfterMs ms)", async ({ answersAfterMs, told }) => {
  const answer = () => new Promise((resolve) => setTimeout(() => resolve(TAKEN), answersAfterMs));
  const sender = new SubmissionSender(vi.fn().mockImplementation(answer));
  const heard: string[] = [];
  sender.subscribe(() => heard.push(sender.state.kind));

  const sent = sender.deliver(5, SUBMISSION);
  const atOnce = sender.state.kind;
  await vi.advanceTimersByTimeAsync(1000);

  expect(await sent).toBe("submitted");
  expect([atOnce, sender.state.kind]).toEqual(["sending", "taken"]);
  expect(heard).toEqual(told);
});
