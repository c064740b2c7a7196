import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const queueRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "queue",
  staticData: {
    title: "queue.title",
    section: { label: "queue.title", order: 35, roles: "reviewers" },
  },
  component: lazyRouteComponent(() => import("./QueuePage")),
});
