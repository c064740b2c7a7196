import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Page, Query } from "@/panels/shared";
import { QuizResult } from "./QuizResult";
import { QuizSitting } from "./QuizSitting";
import { quizRoute } from "./routes";

export const ATTEMPT_PATH = "/api/v1/attempts/{attempt_id}";
export type Attempt = Answered<typeof ATTEMPT_PATH>;

/** A sitting of the quiz while it runs, its result afterwards. */
export default function QuizPage() {
  const { attemptId } = quizRoute.useParams();
  const attempt = useQuery(apiQuery(ATTEMPT_PATH, { params: { path: { attempt_id: attemptId } } }));
  if (attempt.data?.state === "started") return <QuizSitting attempt={attempt.data} />;
  return (
    <main id="main">
      <Page>
        <Query of={attempt}>{(data) => <QuizResult attempt={data} />}</Query>
      </Page>
    </main>
  );
}
