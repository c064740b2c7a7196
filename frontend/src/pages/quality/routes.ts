import { IconTargetArrow } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const qualityRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "quality",
  staticData: {
    title: "quality.title",
    section: { label: "quality.title", order: 30, icon: IconTargetArrow },
  },
  component: lazyRouteComponent(() => import("./QualityPage")),
});

export const ownSkillRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "quality/$projectId",
  params: { parse: numberParam("projectId"), stringify: textParam("projectId") },
  staticData: { title: "quality.one" },
  component: lazyRouteComponent(() => import("./OwnSkillPage")),
});
