import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout, signedInLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";
import { DisputedCount } from "./DisputedCount";

export const disputesRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "disputed",
  staticData: {
    title: "adjudication.title",
    section: { label: "adjudication.title", order: 46, roles: "reviewers", Count: DisputedCount },
  },
  component: lazyRouteComponent(() => import("./DisputesPage")),
});

/** Full screen: the picture is the page. */
export const adjudicateRoute = createRoute({
  getParentRoute: () => signedInLayout,
  path: "p/$projectId/disputed/$taskId",
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
  staticData: { title: "adjudication.one" },
  component: lazyRouteComponent(() => import("./AdjudicatePage")),
});
