import { IconTargetArrow } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

export const qualityRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "quality",
  staticData: {
    title: "quality.title",
    section: { label: "quality.title", order: 30, icon: IconTargetArrow },
  },
  component: lazyRouteComponent(() => import("./QualityPage")),
});
