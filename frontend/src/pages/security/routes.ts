import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

export const securityRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "me/account",
  staticData: { title: "security.title" },
  component: lazyRouteComponent(() => import("./SecurityPage")),
});
