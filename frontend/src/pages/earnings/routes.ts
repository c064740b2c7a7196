import { IconWallet } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";

export const earningsRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "earnings",
  staticData: {
    title: "earnings.title",
    section: { label: "earnings.title", order: 20, icon: IconWallet },
  },
  component: lazyRouteComponent(() => import("./EarningsPage")),
});
