import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { createQueryClient } from "@/api/queryClient";
import { meQuery } from "@/api/session";
import type { I18n } from "@/model/i18n";
import { Look } from "@/panels/theme/Look";
import { LanguageProvider } from "./language/LanguageProvider";
import { createAppRouter } from "./router";

interface AppProps {
  i18n: I18n;
  /** The nonce of the page's security policy. */
  nonce: string;
}

/** The whole application. */
export function App({ i18n, nonce }: AppProps) {
  const [{ queryClient, router }] = useState(createCore);
  return (
    <Look nonce={nonce}>
      <QueryClientProvider client={queryClient}>
        <LanguageProvider first={i18n}>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </Look>
  );
}

/** Cache and routes know each other: when the session ends, the guarded routes ask for a sign-in. */
function createCore() {
  const queryClient = createQueryClient(() => {
    if (queryClient.getQueryData(meQuery.queryKey) === null) return;
    queryClient.setQueryData(meQuery.queryKey, null);
    void router.invalidate();
  });
  const router = createAppRouter(queryClient);
  return { queryClient, router };
}
