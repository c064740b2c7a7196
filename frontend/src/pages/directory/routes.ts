import { IconUsersGroup } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute, workLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const directoryRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "communities",
  staticData: {
    title: "directory.title",
    section: { label: "directory.title", order: 15, icon: IconUsersGroup },
  },
  component: lazyRouteComponent(() => import("./DirectoryPage")),
});

export const communitySeenRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "communities/$communityId",
  params: { parse: numberParam("communityId"), stringify: textParam("communityId") },
  staticData: { title: "directory.one" },
  component: lazyRouteComponent(() => import("./CommunitySeenPage")),
});

export const careRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "communities/$communityId/care",
  params: { parse: numberParam("communityId"), stringify: textParam("communityId") },
  staticData: { title: "directory.care" },
  component: lazyRouteComponent(() => import("./CarePage")),
});

export const offerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "join/$token",
  staticData: { title: "directory.offer" },
  component: lazyRouteComponent(() => import("./OfferPage")),
});

export const shownRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "c/$communityId",
  params: { parse: numberParam("communityId"), stringify: textParam("communityId") },
  staticData: { title: "directory.one" },
  component: lazyRouteComponent(() => import("./ShownPage")),
});
