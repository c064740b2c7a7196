import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { findingOf } from "./finding";

/** Other pages link to a choice of items: `?suspicion=blurred`. */
export const itemsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items",
  validateSearch: findingOf,
  staticData: {
    title: "items.title",
    section: { label: "items.title", order: 20 },
  },
  component: lazyRouteComponent(() => import("./ItemsPage")),
});

export const profileRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items/profile",
  staticData: { title: "items.profile" },
  component: lazyRouteComponent(() => import("./ProfilePage")),
});
