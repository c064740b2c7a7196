import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const reportRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "report",
  staticData: {
    title: "report.title",
    section: { label: "report.title", order: 45, roles: "reviewers" },
  },
  component: lazyRouteComponent(() => import("./ReportPage")),
});
