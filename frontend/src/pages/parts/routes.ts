import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/pages/shell/layouts";

/** All shared parts on one page, for people who build; not in what is released. */
export const partsRoutes = __WITH_PARTS__
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: "_parts",
        component: lazyRouteComponent(() => import("./PartsPage")),
      }),
    ]
  : [];
