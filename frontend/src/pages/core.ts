import { createQueryClient } from "@/api/queryClient";
import { meQuery } from "@/api/session";
import { createAppRouter } from "./router";

/** Cache and routes know each other: when the session ends, the guarded routes ask for a sign-in. */
export function createCore() {
  const queryClient = createQueryClient(() => {
    if (queryClient.getQueryData(meQuery.queryKey) === null) return;
    queryClient.setQueryData(meQuery.queryKey, null);
    void router.invalidate();
  });
  const router = createAppRouter(queryClient);
  return { queryClient, router };
}
