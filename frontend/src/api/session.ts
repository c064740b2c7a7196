import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { Problem } from "./problem";
import type { Answered } from "./query";

export type Me = NonNullable<Answered<"/api/v1/me">>;
export type Role = "owner" | "manager" | "reviewer" | "client";

/**
 * The signed-in person, or null for a visitor. Not ended when nobody on the page wants it any more,
 * as other queries are: the way to a page waits for it, too.
 */
export const meQuery = queryOptions({
  queryKey: ["/api/v1/me", {}, {}],
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await answerOf(api.GET("/api/v1/me"));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

/** The person's role in an organisation, or null for a stranger to it. */
export function roleIn(me: Me, organisationId: number): Role | null {
  const found = me.staff_of.find(({ organisation }) => organisation.id === organisationId);
  return (found?.role as Role | undefined) ?? null;
}
