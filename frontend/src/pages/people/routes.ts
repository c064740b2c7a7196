import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const peopleRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "people",
  staticData: {
    title: "people.title",
    section: { label: "people.title", order: 40, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./PeoplePage")),
});

export const personRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "people/$userId",
  params: { parse: numberParam("userId"), stringify: textParam("userId") },
  staticData: { title: "people.one" },
  component: lazyRouteComponent(() => import("./PersonPage")),
});
