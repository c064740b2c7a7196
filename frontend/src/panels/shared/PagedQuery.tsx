import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Pager } from "./Pager";
import { Query } from "./Query";

/** A list as the server answers it: how many there are in all, and one page of them. */
export interface Paged<Row> {
  count: number;
  results: readonly Row[];
}

interface PagedQueryProps<Row> {
  of: UseQueryResult<Paged<Row>>;
  /** From 1. */
  page: number;
  /** How many rows a page holds; the server's own number when not given. */
  size?: number | undefined;
  onPage: (page: number) => void;
  /** What stands there when the list is empty; the children when not given. */
  empty?: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** One page of a list with the way to the others. */
export function PagedQuery<Row>(props: PagedQueryProps<Row>) {
  const { of, page, size, onPage, empty, children } = props;
  return (
    <Query of={of} empty={({ count }) => count === 0 && empty}>
      {({ count, results }) => (
        <>
          {children(results)}
          <Pager page={page} count={count} size={size} onPage={onPage} />
        </>
      )}
    </Query>
  );
}
