import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organisationLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const communityRoute = createRoute({
  getParentRoute: () => organisationLayout,
  path: "communities/$communityId",
  params: { parse: numberParam("communityId"), stringify: textParam("communityId") },
  staticData: { title: "community.title" },
  component: lazyRouteComponent(() => import("./CommunityPage")),
});
