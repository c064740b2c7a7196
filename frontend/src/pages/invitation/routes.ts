import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/pages/shell/layouts";

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "invitations/$token",
  staticData: { title: "invitation.title" },
  component: lazyRouteComponent(() => import("./InvitationPage")),
});
