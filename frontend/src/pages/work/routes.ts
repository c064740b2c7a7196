import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/pages/shell/layouts";

/** The stage without a server, for people who build it; not in what is released. */
export const harnessRoutes = __WITH_PARTS__
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: "_stage",
        component: lazyRouteComponent(() => import("./HarnessPage")),
      }),
    ]
  : [];
