import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { AppealCount } from "./AppealCount";

export const appealsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "appeals",
  staticData: {
    title: "appeals.title",
    section: { label: "appeals.title", order: 45, roles: "reviewers", Count: AppealCount },
  },
  component: lazyRouteComponent(() => import("./AppealsPage")),
});
