import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organisationLayout, workLayout } from "@/pages/shell/layouts";

const projects = createRoute({
  getParentRoute: () => organisationLayout,
  path: "/",
  staticData: {
    title: "organisation.projects",
    section: { label: "organisation.projects", order: 10 },
  },
  component: lazyRouteComponent(() => import("./ProjectsPage")),
});

const communities = createRoute({
  getParentRoute: () => organisationLayout,
  path: "communities",
  staticData: {
    title: "organisation.communities",
    section: { label: "organisation.communities", order: 20, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./CommunitiesPage")),
});

const facts = createRoute({
  getParentRoute: () => organisationLayout,
  path: "facts",
  staticData: {
    title: "organisation.facts",
    section: { label: "organisation.facts", order: 25, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./FactsPage")),
});

const staff = createRoute({
  getParentRoute: () => organisationLayout,
  path: "people",
  staticData: {
    title: "organisation.people",
    section: { label: "organisation.people", order: 30 },
  },
  component: lazyRouteComponent(() => import("./StaffPage")),
});

const keys = createRoute({
  getParentRoute: () => organisationLayout,
  path: "keys",
  staticData: {
    title: "organisation.keys",
    section: { label: "organisation.keys", order: 40, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./KeysPage")),
});

const trail = createRoute({
  getParentRoute: () => organisationLayout,
  path: "audit",
  staticData: {
    title: "trail.title",
    section: { label: "trail.title", order: 50, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./TrailPage")),
});

export const organisationRoutes = [projects, communities, facts, staff, keys, trail] as const;

/** Anybody signed in may found an organisation. */
export const newOrganisationRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "organisations/new",
  staticData: { title: "organisation.new" },
  component: lazyRouteComponent(() => import("./NewOrganisationPage")),
});
