import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

/** Sending pictures for a brief. */
export const collectingRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "collect/$projectId",
  params: { parse: numberParam("projectId"), stringify: textParam("projectId") },
  staticData: { title: "collecting.title" },
  component: lazyRouteComponent(() => import("./CollectingPage")),
});

/** Looking at what others sent. */
export const collectedReviewRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "collect/$projectId/review",
  params: { parse: numberParam("projectId"), stringify: textParam("projectId") },
  staticData: { title: "collecting.review" },
  component: lazyRouteComponent(() => import("./ReviewPage")),
});
