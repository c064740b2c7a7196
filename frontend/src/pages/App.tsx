import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import type { I18n } from "@/model/i18n";
import { Look } from "@/panels/theme/Look";
import { createCore } from "./core";
import { LanguageProvider } from "./language/LanguageProvider";

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
