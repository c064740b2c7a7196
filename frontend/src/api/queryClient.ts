import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

const MOST_RETRIES = 3;

/**
 * The cache of what the server said. Old data stays while new comes; only what may help is tried
 * again. `onSignedOut` is told when the server no longer knows the person.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: Error) => {
    if (error instanceof Problem && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: mayHelp, retryDelay: wait },
      mutations: { retry: mayHelp, retryDelay: wait },
    },
  });
}

function mayHelp(failures: number, error: Error): boolean {
  return error instanceof Problem && error.isTransient && failures < MOST_RETRIES;
}

function wait(failures: number): number {
  return Math.min(500 * 2 ** failures, 8_000);
}
