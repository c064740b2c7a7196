import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Page, Query } from "@/panels/shared";
import { inLanguage, useProjectLanguage } from "@/pages/guideline/project-language";
import { WorkFrame } from "@/pages/shell/WorkShell";
import { useOnlyTab } from "@/pages/work/use-only-tab";
import { QuizElsewhere } from "./QuizElsewhere";
import { QuizResult } from "./QuizResult";
import { QuizSitting } from "./QuizSitting";
import { quizRoute } from "./routes";

export const ATTEMPT_PATH = "/api/v1/attempts/{attempt_id}";
export type Attempt = Answered<typeof ATTEMPT_PATH>;

/** A sitting of the quiz while it runs, its result afterwards. */
export default function QuizPage() {
  const { attemptId, projectId } = quizRoute.useParams();
  const [language] = useProjectLanguage(projectId);
  const attempt = useQuery({
    ...apiQuery(ATTEMPT_PATH, {
      params: { path: { attempt_id: attemptId }, query: inLanguage(language) },
    }),
    refetchInterval: ({ state }) => (state.data?.state === "submitted" ? 5000 : false),
    gcTime: 0, // who leaves and comes back sees what was kept meanwhile, not what there was before
  });
  const { isElsewhere, takeOver } = useOnlyTab(attemptId, { channel: "guildmark-quiz" });
  const { data } = attempt;
  if (data?.state === "started" && isElsewhere) {
    return (
      <QuizElsewhere
        onTakeOver={() => {
          takeOver();
          void attempt.refetch();
        }}
      />
    );
  }
  if (data?.state === "started") return <QuizSitting attempt={data} />;
  return (
    <WorkFrame>
      <Page>
        <Query of={attempt}>{(result) => <QuizResult attempt={result} />}</Query>
      </Page>
    </WorkFrame>
  );
}
