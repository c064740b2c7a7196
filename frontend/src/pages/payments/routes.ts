import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organisationLayout } from "@/pages/shell/layouts";

export const paymentsRoute = createRoute({
  getParentRoute: () => organisationLayout,
  path: "payments",
  staticData: {
    title: "payments.title",
    section: { label: "payments.title", order: 35, roles: "managers" },
  },
  component: lazyRouteComponent(() => import("./PaymentsPage")),
});
