import { IconHome } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

export const homeRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "home",
  staticData: { title: "home.title", section: { label: "home.title", order: 10, icon: IconHome } },
  component: lazyRouteComponent(() => import("./HomePage")),
});
