import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectLayout, signedInLayout, workLayout } from "@/pages/shell/layouts";
import { numberParam, textParam } from "@/pages/shell/params";

/** The way in to a project, step by step. */
export const trainingRoute = createRoute({
  getParentRoute: () => workLayout,
  path: "training/$projectId",
  params: { parse: numberParam("projectId"), stringify: textParam("projectId") },
  staticData: { title: "training.title" },
  component: lazyRouteComponent(() => import("./TrainingPage")),
});

/** A sitting of the quiz, full screen like the work itself. */
export const quizRoute = createRoute({
  getParentRoute: () => signedInLayout,
  path: "training/$projectId/quiz/$attemptId",
  params: {
    parse: (raw: { projectId: string; attemptId: string }) => ({
      ...numberParam("projectId")(raw),
      ...numberParam("attemptId")(raw),
    }),
    stringify: (values: { projectId: number; attemptId: number }) => ({
      ...textParam("projectId")(values),
      ...textParam("attemptId")(values),
    }),
  },
  staticData: { title: "training.quiz" },
  component: lazyRouteComponent(() => import("./QuizPage")),
});

/** Practice before the quiz, in the same place where the work is. */
export const practiceRoute = createRoute({
  getParentRoute: () => signedInLayout,
  path: "training/$projectId/practice",
  params: { parse: numberParam("projectId"), stringify: textParam("projectId") },
  staticData: { title: "training.practiceStep" },
  component: lazyRouteComponent(() => import("./PracticePage")),
});

/** A manager's side: questions, quiz bank and rules. */
export const trainingPlanRoute = createRoute({
  getParentRoute: () => projectLayout,
  path: "training",
  staticData: {
    title: "training.plan",
    section: { label: "training.plan", order: 73, roles: "managers", isSetup: true },
  },
  component: lazyRouteComponent(() => import("./PlanPage")),
});
