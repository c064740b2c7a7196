import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const schemaRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "schema",
  staticData: {
    title: "schema.title",
    section: { label: "schema.title", order: 71, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./SchemaPage")),
});
