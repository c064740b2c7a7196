import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute, signedInLayout } from "@/pages/shell/layouts";
import { idOf } from "@/pages/shell/params";

/** The workspace: full screen, one task after the other. */
export const workRoute = createRoute({
  getParentRoute: () => signedInLayout,
  path: "work/$projectId",
  params: {
    parse: ({ projectId }) => ({ projectId: idOf(projectId) }),
    stringify: ({ projectId }) => ({ projectId: String(projectId) }),
  },
  staticData: { title: "work.title" },
  component: lazyRouteComponent(() => import("./WorkPage")),
});

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
