import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serverClock } from "@/api/server-clock";
import { fakeServer } from "@/testing/fakeServer";
import { useHandInAtTheEnd } from "./use-hand-in-at-the-end";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const ATTEMPT = { id: 4, expires_at: "2026-03-02T12:01:00Z", language: "" };

beforeEach(() => void vi.useFakeTimers({ now: NOON - 86_400_000 })); // this device is a day behind
afterEach(() => void vi.useRealTimers());

function sitting(answers: readonly { state: string; seconds_left: number }[]) {
  serverClock.hear(new Date(NOON).toUTCString());
  const left = [...answers];
  const sent = fakeServer({ "GET /api/v1/attempts/4": () => left.shift() });
  const handIn = vi.fn();
  const client = new QueryClient();
  renderHook(() => useHandInAtTheEnd(ATTEMPT, true, handIn), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
  return { sent, handIn };
}

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));

it("hands in when the server's time is over, not before", async () => {
  const { sent, handIn } = sitting([{ state: "started", seconds_left: 0 }]);

  await pass(50);
  expect([sent.length, handIn.mock.calls.length]).toEqual([0, 0]);
  await pass(15);

  expect([sent.length, handIn.mock.calls.length]).toEqual([1, 1]);
});

it("waits on as long as the server says that some time is left, and asks again", async () => {
  const { sent, handIn } = sitting([
    { state: "started", seconds_left: 20 },
    { state: "started", seconds_left: 0 },
  ]);

  await pass(65);
  expect([sent.length, handIn.mock.calls.length]).toEqual([1, 0]);
  await pass(20);

  expect([sent.length, handIn.mock.calls.length]).toEqual([2, 1]);
});

it("hands nothing in that the server has closed already", async () => {
  const { sent, handIn } = sitting([{ state: "expired", seconds_left: 0 }]);

  await pass(90);

  expect([sent.length, handIn.mock.calls.length]).toEqual([1, 0]);
});
