import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const overviewRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "overview",
  staticData: {
    title: "overview.title",
    section: { label: "overview.title", order: 10 },
  },
  component: lazyRouteComponent(() => import("./OverviewPage")),
});
