import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

/** Collected pictures, for those who run the project. */
export const collectionRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "collection",
  staticData: {
    title: "collection.title",
    section: { label: "collection.title", order: 74, roles: "reviewers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./CollectionPage")),
});
