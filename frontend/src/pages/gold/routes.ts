import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const goldRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "gold",
  staticData: {
    title: "gold.title",
    section: { label: "gold.title", order: 74, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./GoldPage")),
});
