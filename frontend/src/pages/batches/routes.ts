import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const batchesRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "batches",
  staticData: {
    title: "batches.title",
    section: { label: "batches.title", order: 30 },
  },
  component: lazyRouteComponent(() => import("./BatchesPage")),
});
