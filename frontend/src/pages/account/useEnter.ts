import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { meQuery } from "@/api/session";
import type { SignIn } from "@/api/auth";
import { homeOf, safeNext } from "@/pages/shell/session";

/**
 * What follows a password: the code, where a second factor is on; else who it is, then where they
 * wanted to go or belong.
 */
export function useEnter(next: string | undefined): (came: SignIn) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async ({ outcome }) => {
    if (outcome === "pending") {
      await router.navigate({ to: "/account/login", search: { next, step: "code" } });
      return;
    }
    queryClient.clear();
    const me = await queryClient.fetchQuery(meQuery);
    const target = safeNext(next) ?? (me === null ? "/" : homeOf(me));
    await router.navigate({ to: target as "/" });
  };
}
