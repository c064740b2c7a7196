import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Intent } from "./intent";
import type { Problem } from "./problem";

/** Headers that make a POST safe to send again. */
export type SendHeaders = Readonly<Record<"Idempotency-Key", string>>;

interface SendOptions<Data, Variables> {
  /** The call: `(body, headers) => answerOf(api.POST(path, { body, headers }))`. */
  send: (variables: Variables, headers: SendHeaders) => Promise<Data>;
  /** Queries that the change makes stale. */
  stale?: readonly QueryKey[];
  /** The code of the refusal that somebody else was quicker: what is stale is fetched then, too. */
  overtakenCode?: string;
  onSuccess?: (data: Data, variables: Variables) => void | Promise<void>;
  /** Also of one that another followed while it was under way; `error` is the last one's alone. */
  onRefused?: (problem: Problem, variables: Variables) => void;
}

/** What is left to say of a refusal where the page itself says that somebody else was quicker. */
export function unsaid(
  problem: Problem | null,
  overtakenCode: string,
  isOvertaken: boolean,
): Problem | null {
  return isOvertaken && problem?.code === overtakenCode ? null : problem;
}

/**
 * A change a person makes. It is tried again by itself while no answer comes, and by the person;
 * all those tries carry one Idempotency-Key. `error` is always a `Problem`.
 */
export function useSend<Data, Variables = void>(options: SendOptions<Data, Variables>) {
  const queryClient = useQueryClient();
  const [intent] = useState(() => new Intent());
  const fetchAnew = async () => {
    const stale = options.stale ?? [];
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  return useMutation<Data, Problem, Variables>({
    mutationFn: (variables) =>
      options.send(variables, { "Idempotency-Key": intent.keyFor(variables) }),
    async onError(problem, variables) {
      options.onRefused?.(problem, variables);
      if (!problem.isTransient) intent.settle();
      if (problem.code === options.overtakenCode) await fetchAnew();
    },
    async onSuccess(data, variables) {
      intent.settle();
      await options.onSuccess?.(data, variables);
      await fetchAnew();
    },
  });
}
