import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { meQuery } from "@/api/session";
import { homeOf, safeNext } from "@/pages/shell/session";

/** What follows a sign-in: who it is, then where they wanted to go or belong. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    queryClient.clear();
    const me = await queryClient.fetchQuery(meQuery);
    const target = safeNext(next) ?? (me === null ? "/" : homeOf(me));
    await router.navigate({ to: target as "/" });
  };
}
