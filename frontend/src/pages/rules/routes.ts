import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const rulesRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "rules",
  staticData: {
    title: "rules.title",
    section: { label: "rules.title", order: 73, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./RulesPage")),
});
