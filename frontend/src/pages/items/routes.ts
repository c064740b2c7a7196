import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const itemsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items",
  staticData: {
    title: "items.title",
    section: { label: "items.title", order: 20 },
  },
  component: lazyRouteComponent(() => import("./ItemsPage")),
});
