import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

/** What a person contested. Reached from their quality. */
export const myContestsRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "quality/contests",
  staticData: { title: "feedback.mine" },
  component: lazyRouteComponent(() => import("./MyContestsPage")),
});
