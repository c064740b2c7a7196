import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const peopleRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "people",
  staticData: {
    title: "people.title",
    section: { label: "people.title", order: 40, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./PeoplePage")),
});
