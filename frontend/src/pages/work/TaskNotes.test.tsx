import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import { EMPTY_DOCUMENT } from "@/model/document";
import { json } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import { SubmissionSender } from "./submission-sender";
import { SendNote } from "./TaskNotes";
import { useGiveBack } from "./use-give-back";

const SUBMISSION = { document: EMPTY_DOCUMENT, secondsSpent: 9, key: "one-key" };

async function refusedWith(status: number, code: string) {
  const problem = new Problem({ title: "Not now", status, code });
  const sender = new SubmissionSender(vi.fn().mockRejectedValue(problem));
  await sender.deliver(5, SUBMISSION);
  const ways = { onGoOn: vi.fn(), onNext: vi.fn(), onKept: vi.fn() };
  renderPart(<SendNote sender={sender} {...ways} />);
  fireEvent.click(await screen.findByRole("button"));
  return ways;
}

it("keeps the answer of somebody who is paused while they draw, and says so", async () => {
  const ways = await refusedWith(403, "not_eligible");

  expect(ways.onKept).toHaveBeenCalledOnce();
  expect(ways.onNext).not.toHaveBeenCalled();
  expect(screen.getByText(/sent when you may work again/)).toBeDefined();
});

it("lets an answer go that can never be taken", async () => {
  const ways = await refusedWith(409, "assignment_over");

  expect(ways.onNext).toHaveBeenCalledOnce();
  expect(ways.onKept).not.toHaveBeenCalled();
});

function GiveBack({ onGone }: { onGone: () => Promise<void> }) {
  const { problem, giveBack } = useGiveBack(5, onGone);
  return (
    <>
      <button onClick={() => void giveBack()}>Give back</button>
      <p>{problem?.title}</p>
    </>
  );
}

const RELEASE = "POST /api/v1/assignments/5/release";

it("gives a task back whose lease has ended as if it had not", async () => {
  const onGone = vi.fn().mockResolvedValue(undefined);
  const over = json({ title: "No longer yours", status: 409, code: "assignment_over" }, 409);
  renderPart(<GiveBack onGone={onGone} />, { server: { [RELEASE]: over } });

  fireEvent.click(await screen.findByRole("button"));

  await waitFor(() => expect(onGone).toHaveBeenCalledOnce());
});

it("lets nothing go while the server cannot be reached, and says why", async () => {
  const onGone = vi.fn().mockResolvedValue(undefined);
  const away = json({ title: "Back soon", status: 503, code: "unavailable" }, 503);
  renderPart(<GiveBack onGone={onGone} />, { server: { [RELEASE]: away } });

  fireEvent.click(await screen.findByRole("button"));

  await screen.findByText("Back soon");
  expect(onGone).not.toHaveBeenCalled();
});
