import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";
import { findingOf } from "./finding";

/** Other pages link to a choice of items: `?suspicion=blurred`. */
export const itemsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items",
  validateSearch: findingOf,
  staticData: {
    title: "items.title",
    section: { label: "items.title", order: 20 },
  },
  component: lazyRouteComponent(() => import("./ItemsPage")),
});

export const profileRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items/profile",
  staticData: { title: "items.profile" },
  component: lazyRouteComponent(() => import("./ProfilePage")),
});

export const importsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items/imports",
  staticData: { title: "items.imports" },
  component: lazyRouteComponent(() => import("./ImportsPage")),
});

export const importRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "items/imports/$importId",
  params: { parse: numberParam("importId"), stringify: textParam("importId") },
  staticData: { title: "items.oneImport" },
  component: lazyRouteComponent(() => import("./ImportPage")),
});
