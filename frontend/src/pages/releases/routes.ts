import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const releasesRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "releases",
  staticData: {
    title: "releases.title",
    section: { label: "releases.title", order: 60 },
  },
  component: lazyRouteComponent(() => import("./ReleasesPage")),
});

export const releaseRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "releases/$releaseId",
  params: { parse: numberParam("releaseId"), stringify: textParam("releaseId") },
  staticData: { title: "releases.one" },
  component: lazyRouteComponent(() => import("./ReleasePage")),
});

export const picturesRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "releases/$releaseId/pictures",
  params: { parse: numberParam("releaseId"), stringify: textParam("releaseId") },
  staticData: { title: "releases.pictureList" },
  component: lazyRouteComponent(() => import("./PicturesPage")),
});

export const frozenReportRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "releases/$releaseId/report",
  params: { parse: numberParam("releaseId"), stringify: textParam("releaseId") },
  staticData: { title: "releases.report" },
  component: lazyRouteComponent(() => import("./FrozenReportPage")),
});
