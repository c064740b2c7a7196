import { QueryClientProvider } from "@tanstack/react-query";
import {
  RouterProvider,
  createMemoryHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createQueryClient } from "@/api/queryClient";
import { createI18n } from "@/model/i18n";
import { LanguageProvider } from "@/pages/language/LanguageProvider";
import { ENGLISH } from "@/pages/texts";
import { createCore } from "@/pages/core";
import { Look } from "@/panels/theme/Look";
import { type Replies, fakeServer } from "./fakeServer";

const i18n = createI18n({ language: "en", preferred: ["en-GB"], catalogue: ENGLISH });

function around(children: ReactNode, queryClient = createQueryClient(() => undefined)) {
  return (
    <Look nonce="">
      <QueryClientProvider client={queryClient}>
        <LanguageProvider first={i18n}>{children}</LanguageProvider>
      </QueryClientProvider>
    </Look>
  );
}

interface Options {
  server?: Replies;
}

/** Renders one component with look, texts, queries and a router whose links lead nowhere. */
export function renderPart(part: ReactNode, { server = {} }: Options = {}) {
  const sent = fakeServer(server);
  const root = createRootRouteWithContext()();
  const everything = createRoute({
    getParentRoute: () => root,
    path: "$",
    component: () => part,
  });
  const router = createRouter({
    routeTree: root.addChildren([everything]),
    history: createMemoryHistory({ initialEntries: ["/part"] }),
  });
  // The application's own router is the registered one; a test's has other routes.
  return { sent, ...render(around(<RouterProvider router={router as never} />)) };
}

/** Renders the whole application at an address; `GET /api/v1/me` decides who is signed in. */
export function renderApp(address: string, { server = {} }: Options = {}) {
  const sent = fakeServer(server);
  const { queryClient, router } = createCore();
  router.update({ history: createMemoryHistory({ initialEntries: [address] }) } as never);
  return { sent, router, ...render(around(<RouterProvider router={router} />, queryClient)) };
}
