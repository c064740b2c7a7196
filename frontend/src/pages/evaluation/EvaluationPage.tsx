import { useQuery } from "@tanstack/react-query";
import { isLive } from "@/api/operation";
import { apiQuery } from "@/api/query";
import {
  Callout,
  Card,
  DataTable,
  Page,
  PageHeader,
  ProblemCard,
  Query,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { ComparedCard } from "./ComparedCard";
import { PixelsCard, QuestionCard } from "./ClassCards";
import { NumbersCard, SeveralCard } from "./AnswerCards";
import { EvaluationProgress } from "./EvaluationProgress";
import { evaluationRoute } from "./routes";
import { ShapesPart } from "./ShapesPart";
import { STATE_NAMES, STATE_TONES } from "./state";
import { EVALUATION_PATH, type Evaluation, type Report } from "./types";
import { WorstCard } from "./WorstCard";

/** One model held against a release: how good, where it errs, and how sure that is. */
export default function EvaluationPage() {
  const { evaluationId } = evaluationRoute.useParams();
  const evaluation = useQuery({
    ...apiQuery(EVALUATION_PATH, { params: { path: { evaluation_id: evaluationId } } }),
    refetchInterval: ({ state }) => (state.data !== undefined && isLive(state.data) ? 1000 : false),
  });
  return (
    <Page isWide>
      <Query of={evaluation}>{(data) => <Whole evaluation={data} />}</Query>
    </Page>
  );
}

function Whole({ evaluation }: { evaluation: Evaluation }) {
  const { t, number } = useI18n();
  const canManage = useCan("managers", useProject().organisation_id);
  // JSON of version 1, written by our own worker.
  const report = evaluation.report as Report | null;
  return (
    <>
      <PageHeader
        title={
          evaluation.predicted_by === "annotator"
            ? t("evaluation.annotatorName", { name: evaluation.source_name })
            : evaluation.source_name
        }
        note={
          evaluation.release_version === null
            ? t("evaluation.againstGold", { n: evaluation.prediction_count })
            : t("evaluation.against", {
                version: evaluation.release_version,
                n: evaluation.prediction_count,
              })
        }
        badges={
          <StatusBadge tone={STATE_TONES[evaluation.state]}>
            {t(STATE_NAMES[evaluation.state])}
          </StatusBadge>
        }
        actions={<WayBack evaluation={evaluation} />}
      />
      {isLive(evaluation) && <EvaluationProgress evaluation={evaluation} canManage={canManage} />}
      {evaluation.state === "failed" && (
        <ProblemCard
          problem={new Error(evaluation.error_detail)}
          title={t("evaluation.failedNote", { reason: evaluation.error_detail })}
        />
      )}
      {evaluation.predicted_by === "annotator" && evaluation.release_id !== null && (
        <Callout>{t("evaluation.ownPart")}</Callout>
      )}
      {report !== null && (
        <>
          {report.shapes !== null ? (
            <ShapesPart report={report.shapes} evaluationId={evaluation.id} whole={report} />
          ) : (
            <WorstCard evaluationId={evaluation.id} whole={report} report={null} chosen={null} />
          )}
          {report.questions.map((question) => (
            <QuestionCard key={question.key} question={question} />
          ))}
          {report.several?.map((question) => (
            <SeveralCard key={question.key} question={question} />
          ))}
          {report.numbers?.map((question) => (
            <NumbersCard key={question.key} question={question} />
          ))}
          {report.pixels !== null && <PixelsCard pixels={report.pixels} />}
          <ComparedCard evaluation={evaluation} />
        </>
      )}
      {evaluation.refused_count > 0 && (
        <Card title={t("evaluation.refused", { n: evaluation.refused_count })} isFlush>
          <DataTable
            caption={t("evaluation.refused", { n: evaluation.refused_count })}
            rows={evaluation.refusals.slice(0, 50)}
            rowKey={(row) => evaluation.refusals.indexOf(row)}
            columns={[
              {
                key: "line",
                title: t("evaluation.line"),
                isRowHeader: true,
                cell: (row) => (row.line === null ? "–" : number(row.line)),
              },
              { key: "why", title: t("evaluation.why"), cell: (row) => row.message },
            ]}
          />
        </Card>
      )}
    </>
  );
}

/** To what the predictions were held against. */
function WayBack({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useI18n();
  const { projectId } = evaluationRoute.useParams();
  const { release_id: releaseId, release_version: version } = evaluation;
  if (releaseId === null) {
    return (
      <Link to="/p/$projectId/gold" params={{ projectId }}>
        {t("evaluation.toGold")}
      </Link>
    );
  }
  return (
    <Link to="/p/$projectId/releases/$releaseId" params={{ projectId, releaseId }}>
      {t("evaluation.toRelease", { version: version ?? "" })}
    </Link>
  );
}
