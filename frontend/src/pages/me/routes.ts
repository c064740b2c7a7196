import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

interface Asked {
  /** The key of the fact that somebody came to answer. */
  fact?: string;
}

export const profileRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "me",
  validateSearch: ({ fact }: Record<string, unknown>): Asked =>
    typeof fact === "string" ? { fact } : {},
  staticData: { title: "me.title" },
  component: lazyRouteComponent(() => import("./ProfilePage")),
});
