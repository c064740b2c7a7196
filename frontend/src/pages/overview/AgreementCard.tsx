import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, IntervalList, Query, SchemaSwatch, useI18n } from "@/panels/shared";
import { Recompute } from "@/pages/report/Recompute";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./Overview.module.css";

const PATH = "/api/v1/projects/{project_id}/agreement";
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
      note={t("overview.alphaWhat")}
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

function Measures({ agreement }: { agreement: Agreement }) {
  const { t, number } = useI18n();
  const { alpha } = agreement;
  if (agreement.run_id === null || alpha == null) return <p>{t("overview.noAgreement")}</p>;
  const rows = [
    { key: "all", name: t("overview.all"), mark: undefined, measure: alpha },
    ...[...(agreement.labels ?? []), ...(agreement.questions ?? [])].map((label) => ({
      key: label.key,
      name: label.name,
      mark: label.color ? <SchemaSwatch color={label.color} /> : undefined,
      measure: label,
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
        target={TARGET}
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
