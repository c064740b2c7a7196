import { IconInbox } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workLayout } from "@/pages/shell/layouts";
import { UnreadCount } from "./UnreadCount";

export const inboxRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "inbox",
  staticData: {
    title: "inbox.title",
    section: { label: "inbox.title", order: 40, icon: IconInbox, Count: UnreadCount },
  },
  component: lazyRouteComponent(() => import("./InboxPage")),
});
