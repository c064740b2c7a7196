import { createRoute, redirect } from "@tanstack/react-router";
import { projectLayout } from "./layouts";

/** A project's bare address leads to its overview. */
export const projectIndexRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$projectId/overview", params, replace: true });
  },
});
