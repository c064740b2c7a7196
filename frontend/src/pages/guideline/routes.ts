import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const guidelineRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "guideline",
  staticData: {
    title: "guideline.title",
    section: { label: "guideline.title", order: 72, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./GuidelinePage")),
});
