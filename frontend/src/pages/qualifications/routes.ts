import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const qualificationsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "qualifications",
  staticData: {
    title: "qualifications.title",
    section: { label: "qualifications.title", order: 41, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./QualificationsPage")),
});
