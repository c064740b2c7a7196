import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AfterAMoment, ProblemCard, RowsSkeleton } from "./States";

interface QueryProps<Data> {
  of: UseQueryResult<Data>;
  /** In the final layout; rows when not given. */
  skeleton?: ReactNode;
  /** What stands there when there is nothing; `false` for "there is something". */
  empty?: (data: Data) => ReactNode;
  children: (data: Data) => ReactNode;
}

/**
 * The states of a query: a skeleton after a moment, the problem with a way on, nothing yet, the
 * data. Data that came once stays, with the problem above it when renewing it failed.
 */
export function Query<Data>({ of: query, skeleton, empty, children }: QueryProps<Data>) {
  const problem = query.error !== null && (
    <ProblemCard problem={query.error} onRetry={() => void query.refetch()} />
  );
  if (query.data === undefined) {
    return problem || <AfterAMoment>{skeleton ?? <RowsSkeleton />}</AfterAMoment>;
  }
  return (
    <>
      {problem}
      {empty?.(query.data) || children(query.data)}
    </>
  );
}
