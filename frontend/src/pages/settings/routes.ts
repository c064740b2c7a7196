import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

export const settingsRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "settings",
  staticData: {
    title: "settings.title",
    section: { label: "settings.title", order: 76, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./SettingsPage")),
});
