import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const goldRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "gold",
  staticData: {
    title: "gold.title",
    section: { label: "gold.title", order: 74, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./GoldPage")),
});

export const goldContestsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "gold/contests",
  staticData: { title: "gold.contests" },
  component: lazyRouteComponent(() => import("./ContestsPage")),
});

export const goldItemRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "gold/$goldItemId",
  params: { parse: numberParam("goldItemId"), stringify: textParam("goldItemId") },
  staticData: { title: "gold.one" },
  component: lazyRouteComponent(() => import("./GoldItemPage")),
});
