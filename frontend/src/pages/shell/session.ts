import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { signOut } from "@/api/auth";
import { type Me, type Role, meQuery, roleIn } from "@/api/session";
import { forgetTab } from "./kept-in-tab";
import { useLastKnown } from "./use-last-known";

/**
 * The signed-in person; only below a layout that asks for one. Where the session ends, the last one
 * known: what is on the screen stays until the sign-in takes its place.
 */
export function useMe(): Me {
  const me = useLastKnown(useQuery(meQuery).data);
  if (!me) throw new Error("useMe needs a layout that asks for a signed-in person");
  return me;
}

/** Whose page it is, below a layout or not: watched, not asked for. 0 while that is not known. */
export function usePersonId(): number {
  return useLastKnown(useQuery({ ...meQuery, enabled: false }).data)?.id ?? 0;
}

/** Who may do what, as the server's role sets say. */
const ROLE_SETS = {
  owners: ["owner"],
  managers: ["owner", "manager"],
  reviewers: ["owner", "manager", "reviewer"],
  staff: ["owner", "manager", "reviewer", "client"],
} as const satisfies Record<string, readonly Role[]>;

export type RoleSet = keyof typeof ROLE_SETS;

/** Whether the person belongs to a role set of an organisation; the server decides again. */
export function useCan(roles: RoleSet, organisationId: number): boolean {
  return isAmong(roles, roleIn(useMe(), organisationId));
}

export function isAmong(roles: RoleSet, role: Role | null): boolean {
  return role !== null && (ROLE_SETS[roles] as readonly Role[]).includes(role);
}

/** Ends the session and forgets what the server said to this person, and what they had not sent. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    await signOut();
    queryClient.clear();
    forgetTab();
    await router.navigate({ to: "/" });
  };
}

/** Where a person belongs after signing in: staff to their organisation, others to their work. */
export function homeOf(me: Me): string {
  const first = me.staff_of[0];
  return first === undefined ? "/home" : `/o/${first.organisation.id}`;
}

/** An address within this site, or null: a link in a mail must not lead elsewhere after sign-in. */
export function safeNext(next: string | undefined): string | null {
  if (next === undefined || !next.startsWith("/") || /^\/[\\/]/.test(next)) return null;
  return next;
}
