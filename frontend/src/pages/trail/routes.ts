import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";

const ID = ["batch", "task", "annotator"] as const;
type Place = Partial<Record<(typeof ID)[number], number>>;

/** Links from other pages narrow the trail: `?annotator=7`. */
export const trailRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "history",
  validateSearch: (search: Record<string, unknown>): Place =>
    Object.fromEntries(
      ID.flatMap((name) => {
        const id = Number(search[name]);
        return Number.isSafeInteger(id) && id > 0 ? [[name, id]] : [];
      }),
    ),
  staticData: {
    title: "trail.title",
    section: { label: "trail.title", order: 150, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./ProjectTrailPage")),
});
