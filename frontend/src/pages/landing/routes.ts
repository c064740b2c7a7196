import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/pages/shell/layouts";

export const landingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  staticData: { title: "landing.title" },
  component: lazyRouteComponent(() => import("./LandingPage")),
});
