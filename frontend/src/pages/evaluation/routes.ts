import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

export const evaluationRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "evaluations/$evaluationId",
  params: { parse: numberParam("evaluationId"), stringify: textParam("evaluationId") },
  staticData: { title: "evaluation.one" },
  component: lazyRouteComponent(() => import("./EvaluationPage")),
});
