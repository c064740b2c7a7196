import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { foundIn, oneOf } from "@/pages/items/finding";
import { SHOWN } from "./collection";

/** Collected pictures, for those who run the project: `?show=accepted`. */
export const collectionRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "collection",
  validateSearch: (search: Record<string, unknown>) => foundIn(search, { show: oneOf(SHOWN) }),
  staticData: {
    title: "collection.title",
    section: { label: "collection.title", order: 74, roles: "reviewers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./CollectionPage")),
});
