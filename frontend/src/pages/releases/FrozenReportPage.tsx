import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Callout, Card, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { AgreementParts } from "@/pages/report/AgreementReport";
import { FitSections } from "@/pages/report/FitSections";
import { Link } from "@/pages/shell/Link";
import { LeastSure } from "./LeastSure";
import { ReleaseFigures } from "./ReleaseFigures";
import { frozenReportRoute } from "./routes";
import type { Release } from "./state";

const RELEASE = "/api/v1/releases/{release_id}";
const REPORT = "/api/v1/releases/{release_id}/report";

/** How far the labels of a release can be trusted: what the PDF says, to read here. */
export default function FrozenReportPage() {
  const { releaseId } = frozenReportRoute.useParams();
  const release = useQuery(apiQuery(RELEASE, { params: { path: { release_id: releaseId } } }));
  return (
    <Page isWide>
      <Query of={release}>{(data) => <Whole release={data} />}</Query>
    </Page>
  );
}

function Whole({ release }: { release: Release }) {
  const { t } = useI18n();
  const { projectId, releaseId } = frozenReportRoute.useParams();
  const report = useQuery(apiQuery(REPORT, { params: { path: { release_id: releaseId } } }));
  return (
    <>
      <PageHeader
        title={t("releases.reportOf", { version: release.version })}
        note={t("releases.reportPageNote")}
        actions={
          <Link to="/p/$projectId/releases/$releaseId" params={{ projectId, releaseId }}>
            {t("releases.toRelease")}
          </Link>
        }
      />
      {release.state === "withdrawn" && (
        <Callout tone="caution" title={t("releases.withdrawnTitle")}>
          {release.withdrawal_reason}
        </Callout>
      )}
      {release.figures !== null && (
        <Card>
          <ReleaseFigures release={release} />
        </Card>
      )}
      <Query of={report}>
        {(found) => (
          <>
            <Callout tone={found.is_calibrated ? "note" : "caution"}>
              {found.is_calibrated
                ? t("releases.isCalibrated", { n: found.gold_count })
                : t("releases.isNotCalibrated")}
            </Callout>
            <AgreementParts agreement={found.agreement} />
            <FitSections fit={found} />
          </>
        )}
      </Query>
      <LeastSure release={release} />
    </>
  );
}
