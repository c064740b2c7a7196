import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { Problem } from "./problem";
import { useSend } from "./send";

const refusal = (code: string) => new Problem({ status: 409, title: "Somebody was quicker", code });

it.each([
  ["overtaken", 2],
  ["another_reason", 1],
])("of a refusal for %s what is on the page is fetched %i times", async (code, times) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let fetched = 0;
  const { result } = renderHook(
    () => {
      useQuery({ queryKey: ["text"], queryFn: () => ++fetched });
      return useSend({
        send: () => Promise.reject(refusal(code)),
        stale: [["text"]],
        overtakenCode: "overtaken",
      });
    },
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      ),
    },
  );
  await waitFor(() => expect(fetched).toBe(1));

  act(() => result.current.mutate());

  await waitFor(() => expect(result.current.error?.code).toBe(code));
  expect(fetched).toBe(times);
});
