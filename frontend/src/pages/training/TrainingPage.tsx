import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import {
  Callout,
  Card,
  Page,
  PageHeader,
  Query,
  Steps,
  SuccessCard,
  useI18n,
} from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { Comprehension } from "./Comprehension";
import { CriteriaStep } from "./CriteriaStep";
import { GuidelineChange } from "./GuidelineChange";
import { GuidelineAgain } from "./GuidelineAgain";
import { GuidelineStep } from "./GuidelineStep";
import { JoinStep } from "./JoinStep";
import { PracticeStep } from "./PracticeStep";
import { QuizStep } from "./QuizStep";
import { trainingRoute } from "./routes";
import classes from "./Training.module.css";

export type Way = Answered<"/api/v1/projects/{project_id}/way">;

const STEP_NAMES = {
  criteria: "training.criteria",
  join: "training.join",
  guideline: "training.guideline",
  comprehension: "training.comprehension",
  practice: "training.practiceStep",
  quiz: "training.quiz",
  work: "training.work",
} as const satisfies Record<Way["steps"][number]["key"], string>;

/** The steps from seeing a project to working on it, the current one open. */
export default function TrainingPage() {
  const { projectId } = trainingRoute.useParams();
  const way = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/way", {
      params: { path: { project_id: projectId } },
    }),
    refetchInterval: ({ state }) => waitOf(state.data),
  });
  return (
    <Page>
      <Query of={way}>{(data) => <Whole way={data} />}</Query>
    </Page>
  );
}

/** The quiz has opened by then, or the server says anew how long. */
const SHORTEST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 3_600_000;

/** How long a pause still lasts, by the server: the clock of the device may be wrong; null for none. */
function pauseSeconds(way: Way | undefined): number | null {
  return way?.steps.find(({ pause_seconds: left }) => left !== null)?.pause_seconds ?? null;
}

/** When to ask again: as the quiz opens after a pause; false where no pause is waited for. */
function waitOf(way: Way | undefined): number | false {
  const seconds = pauseSeconds(way);
  if (seconds === null) return false;
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, seconds * 1000));
}

function Whole({ way }: { way: Way }) {
  const { t } = useI18n();
  const hasRead = way.steps.some(({ key, state }) => key === "guideline" && state === "done");
  return (
    <>
      <PageHeader title={way.project.name} note={way.project.summary} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <CurrentStep way={way} />
          {hasRead && <GuidelineChange projectId={way.project.id} />}
          {hasRead && <GuidelineAgain projectId={way.project.id} trainedIn={way.languages} />}
        </div>
        <Card title={t("training.way")}>
          <Steps
            steps={way.steps.map((step) => ({
              key: step.key,
              name: t(STEP_NAMES[step.key]),
              state: step.state,
              detail: step.detail,
            }))}
          />
        </Card>
      </div>
    </>
  );
}

function CurrentStep({ way }: { way: Way }) {
  const step = way.steps.find(({ state }) => state === "current" || state === "blocked");
  switch (step?.key) {
    case "criteria":
      return <CriteriaStep way={way} />;
    case "join":
      return <JoinStep way={way} />;
    case "guideline":
      return <GuidelineStep projectId={way.project.id} trainedIn={way.languages} />;
    case "comprehension":
      return <Comprehension projectId={way.project.id} />;
    case "practice":
      return <PracticeStep way={way} />;
    case "quiz":
      return <QuizStep way={way} />;
    default:
      return <Qualified way={way} />;
  }
}

function Qualified({ way }: { way: Way }) {
  const { t, day } = useI18n();
  const { expires_at: until, is_ending: isEnding } = way.qualification ?? {};
  return (
    <SuccessCard
      hasSeal
      title={t("training.qualified", { name: way.project.name })}
      action={
        <ButtonLink variant="filled" to="/work/$projectId" params={{ projectId: way.project.id }}>
          {t("training.takeTask")}
        </ButtonLink>
      }
    >
      {until != null &&
        (isEnding ? (
          <Callout tone="caution">{t("training.qualificationEnds", { day: day(until) })}</Callout>
        ) : (
          t("training.qualifiedUntil", { day: day(until) })
        ))}
    </SuccessCard>
  );
}
