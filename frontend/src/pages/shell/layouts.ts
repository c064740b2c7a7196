import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "@/api/session";
import { takeKept } from "@/panels/workspace/kept";
import { NotFoundPage } from "./NotFoundPage";
import { Root } from "./Root";
import { idOf, numberParam, textParam } from "./params";
import { projectQuery } from "./project";
import type { Section } from "./sections";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The key of the document's title. */
    title?: string;
    /** Makes the route a section of its layout's top bar. */
    section?: Section;
  }
}

export interface RouterContext {
  queryClient: QueryClient;
}

/** Everything; no chrome and no sign-in. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFoundPage,
});

/** Asks for a sign-in and draws nothing: full-screen pages, the workspace. */
export const signedInLayout = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: "/account/login", search: { next: location.href } });
    // Before a stage opens, so that it opens as the person set it elsewhere.
    takeKept(me.workspace);
  },
});

/** The annotator's pages: work, earnings, quality, training. */
export const workLayout = createRoute({
  getParentRoute: () => signedInLayout,
  id: "work",
  component: lazyRouteComponent(() => import("./WorkShell"), "WorkShell"),
});

/** The pages of an organisation. */
export const organisationLayout = createRoute({
  getParentRoute: () => signedInLayout,
  path: "o/$organisationId",
  params: { parse: numberParam("organisationId"), stringify: textParam("organisationId") },
  component: lazyRouteComponent(() => import("./StaffShell"), "OrganisationShell"),
});

/** The pages of a project. */
export const projectLayout = createRoute({
  getParentRoute: () => signedInLayout,
  path: "p/$projectId",
  params: {
    parse: ({ projectId }) => ({ projectId: idOf(projectId) }),
    stringify: ({ projectId }) => ({ projectId: String(projectId) }),
  },
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("./StaffShell"), "ProjectShell"),
});
