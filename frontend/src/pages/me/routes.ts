import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

export const profileRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "me",
  staticData: { title: "me.title" },
  component: lazyRouteComponent(() => import("./ProfilePage")),
});
