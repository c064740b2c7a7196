import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout, signedInLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";
import { findingOf } from "./finding";

export const consensusRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "consensus",
  validateSearch: findingOf,
  staticData: {
    title: "consensus.title",
    section: { label: "consensus.title", order: 50, roles: "reviewers" },
  },
  component: lazyRouteComponent(() => import("./ConsensusPage")),
});

/** Full screen: the picture is the page. */
export const consensusTaskRoute = createRoute({
  getParentRoute: () => signedInLayout,
  path: "p/$projectId/consensus/$taskId",
  params: {
    parse: (raw: { projectId: string; taskId: string }) => ({
      ...numberParam("projectId")(raw),
      ...numberParam("taskId")(raw),
    }),
    stringify: (values: { projectId: number; taskId: number }) => ({
      ...textParam("projectId")(values),
      ...textParam("taskId")(values),
    }),
  },
  // What was looked for in the list: the items before and after are of that, and the way back.
  validateSearch: findingOf,
  staticData: { title: "consensus.one" },
  component: lazyRouteComponent(() => import("./TaskPage")),
});
