import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const labelImportsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "labels-in",
  staticData: {
    title: "incoming.title",
    section: { label: "incoming.title", order: 75, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./LabelImportsPage")),
});

export const labelImportRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "labels-in/$labelImportId",
  params: { parse: numberParam("labelImportId"), stringify: textParam("labelImportId") },
  staticData: { title: "incoming.one" },
  component: lazyRouteComponent(() => import("./LabelImportPage")),
});
