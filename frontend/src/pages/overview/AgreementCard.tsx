import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, IntervalList, Query, SchemaSwatch, useI18n } from "@/panels/shared";
import { Recompute } from "@/pages/report/Recompute";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./Overview.module.css";

const PATH = "/api/v1/projects/{project_id}/agreement";
/** Of alpha; F1 has none that holds everywhere. */
const TARGET = 0.67;
type Agreement = Answered<typeof PATH>;
type Measure = NonNullable<Agreement["alpha"]>;

/** How far people agree, over all and by label, each with its interval. */
export function AgreementCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const mayLook = useCan("reviewers", useProject().organisation_id);
  const place = { project_id: projectId };
  const agreement = useQuery(apiQuery(PATH, { params: { path: place } }));
  return (
    <Card
      title={t("overview.agreement")}
      note={t(whatOf(agreement.data))}
      action={
        mayLook && (
          <Link to="/p/$projectId/report" params={{ projectId }}>
            {t("overview.report")}
          </Link>
        )
      }
    >
      <Query of={agreement}>{(data) => <Measures agreement={data} />}</Query>
      {mayLook && (
        <div className={classes.foot}>
          <Recompute projectId={projectId} hasRun={agreement.data?.run_id != null} />
        </div>
      )}
    </Card>
  );
}

/** With one label nobody can differ in a name: what counts is whether they draw the same. */
function hasOneLabel(agreement: Agreement | undefined): boolean {
  return agreement?.labels.length === 1;
}

/** What the figures are: F1 of what is drawn, alpha of what is answered. */
function whatOf(agreement: Agreement | undefined) {
  if (!hasOneLabel(agreement)) return "overview.alphaWhat";
  return agreement?.questions.length === 0 ? "overview.f1What" : "overview.drawnAndAnsweredWhat";
}

/** The measures of an agreement that is at hand. */
export function Measures({ agreement }: { agreement: Agreement }) {
  const { t, number } = useI18n();
  const isDrawn = hasOneLabel(agreement);
  const all = isDrawn ? agreement.f1_50 : agreement.alpha;
  const isUnknown = all == null && agreement.questions.length === 0;
  if (agreement.run_id === null || isUnknown) return <p>{t("overview.noAgreement")}</p>;
  const ofAlpha = { target: TARGET };
  const ofLabels = isDrawn ? {} : ofAlpha;
  const isPart = isDrawn && agreement.questions.length > 0;
  const allName = t(isPart ? "overview.allDrawn" : "overview.all");
  const rows = [
    ...(all == null ? [] : [{ key: "all", name: allName, measure: all, ...ofLabels }]),
    ...agreement.labels.map(({ key, name, color, figures }) => ({
      key: `label ${key}`,
      name,
      mark: color ? <SchemaSwatch color={color} /> : undefined,
      measure: isDrawn ? figures.f1_50 : figures.alpha,
      ...ofLabels,
    })),
    ...agreement.questions.map(({ key, name, figures }) => ({
      key: `question ${key}`,
      name,
      measure: figures.alpha,
      ...ofAlpha,
    })),
  ];
  const others = [
    ["overview.meanIou", agreement.mean_iou],
    ["overview.f1", agreement.f1_50],
    ["overview.percent", agreement.percent],
  ] as const;
  return (
    <>
      <IntervalList
        title={t("overview.agreement")}
        rows={rows.map(({ measure, ...row }) => ({
          ...row,
          estimate: estimateOf(measure),
          why: measure.undefined_reason ?? undefined,
          count: t("overview.itemCount", { n: measure.item_count }),
        }))}
      />
      <div className={classes.measures}>
        {others.map(([name, measure]) =>
          measure?.value == null ? null : (
            <span key={name}>
              {t(name)} <strong>{number(measure.value)}</strong>
            </span>
          ),
        )}
      </div>
    </>
  );
}

function estimateOf(measure: Measure) {
  const { value, lower, upper, item_count: count } = measure;
  return value === null || lower === null || upper === null ? null : { value, lower, upper, count };
}
