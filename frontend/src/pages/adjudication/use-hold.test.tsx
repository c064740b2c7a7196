import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import { useHold } from "./use-hold";

const TAKE = "POST /api/v1/tasks/7/adjudication";
const GIVE_BACK = "POST /api/v1/tasks/7/adjudication/release";
const held = (seconds_left: number) => ({
  task_id: 7,
  expires_at: "2026-03-01T09:15:00Z",
  seconds_left,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hold() {
  const client = new QueryClient();
  const around = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => useHold(7, true), { wrapper: around });
}

const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const leftSeconds = (endsAtMs = 0) => Math.round((endsAtMs - performance.now()) / 1000);

it("lasts as long as the server said, however wrong the clock of the device is", async () => {
  vi.setSystemTime(new Date("2001-01-01"));
  fakeServer({ [TAKE]: held(900) });

  const { result } = hold();
  await passes(30_000);

  expect(result.current.time?.leaseSeconds).toBe(900);
  expect(leftSeconds(result.current.time?.endsAtMs)).toBe(870);
});

it("is asked for again once the device has slept, and given back by who leaves", async () => {
  const sent = fakeServer({ [TAKE]: held(900), [GIVE_BACK]: {} });
  const page = hold();
  await passes(15_000);
  expect(sent).toHaveLength(1);

  vi.setSystemTime(Date.now() + 1_400_000);
  await passes(15_000);
  page.unmount();
  await passes(0);

  expect(sent.map(({ route }) => route)).toEqual([TAKE, TAKE, GIVE_BACK]);
});
