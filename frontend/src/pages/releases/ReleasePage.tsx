import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import {
  BarList,
  Callout,
  Card,
  CardGrid,
  CopyBox,
  Page,
  ProblemCard,
  ProgressBar,
  Query,
  StackedBar,
  useI18n,
} from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { ReleaseEvaluations } from "@/pages/evaluation/ReleaseEvaluations";
import { ButtonLink } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { DifferenceCard } from "./DifferenceCard";
import { ExportsCard } from "./ExportsCard";
import { PART_NAMES, PART_TONES } from "./PlanPreview";
import classes from "./Release.module.css";
import { ReleaseFigures } from "./ReleaseFigures";
import { ReleaseHead } from "./ReleaseHead";
import { ReportCard } from "./ReportCard";
import { releaseRoute } from "./routes";
import { SendCard } from "./SendCard";
import type { OneRelease, Release } from "./state";

const CHECK_COMMAND = "sha256sum --check checksums.sha256";

/** One release: what it is, how sure, and the ways to take it away. */
export default function ReleasePage() {
  const { releaseId } = releaseRoute.useParams();
  const release = useQuery({
    ...apiQuery("/api/v1/releases/{release_id}", { params: { path: { release_id: releaseId } } }),
    refetchInterval: ({ state }) => (state.data?.state === "building" ? 1000 : false),
  });
  return (
    <Page>
      <Query of={release}>{(data) => <Whole release={data} />}</Query>
    </Page>
  );
}

function Whole({ release }: { release: OneRelease }) {
  const { t } = useI18n();
  const canManage = useCan("managers", useProject().organisation_id);
  const isDiscarded = release.state === "discarded";
  return (
    <>
      <Card>
        <ReleaseHead release={release} />
        {release.state === "building" && (
          <ProgressBar
            label={t(release.is_cancel_requested ? "releases.stopping" : "releases.making")}
            done={release.progress_done}
            total={release.progress_total}
          />
        )}
        {isDiscarded && (
          <Callout title={t("releases.discardedTitle")}>{t("releases.discardedNote")}</Callout>
        )}
        {release.state === "withdrawn" && (
          <Callout tone="caution" title={t("releases.withdrawnTitle")}>
            {release.withdrawal_reason}
          </Callout>
        )}
        {release.taken_back > 0 && (
          <Callout tone="caution" title={t("releases.takenBackCount", { n: release.taken_back })}>
            {t("releases.takenBackNote")}
          </Callout>
        )}
        <ReleaseFigures release={release} />
        {release.figures !== null && <LookLinks release={release} />}
      </Card>
      {release.state === "failed" && (
        <ProblemCard
          problem={new Error(release.error_detail)}
          title={t("releases.failedNote", { reason: release.error_detail })}
        />
      )}
      {release.figures !== null && !isDiscarded && (
        <CardGrid columns="3fr 2fr">
          <ExportsCard releaseId={release.id} canManage={canManage} />
          <Side release={release} figures={release.figures} canManage={canManage} />
        </CardGrid>
      )}
      {release.figures !== null && !isDiscarded && (
        <ReleaseEvaluations
          releaseId={release.id}
          schema={release.definition as SchemaDefinition}
        />
      )}
      {release.figures !== null && <DifferenceCard release={release} />}
    </>
  );
}

/** The ways to look at it before it is taken away. */
function LookLinks({ release }: { release: Release }) {
  const { t } = useI18n();
  const params = { projectId: release.project_id, releaseId: release.id };
  return (
    <div className={classes.links}>
      <ButtonLink to="/p/$projectId/releases/$releaseId/pictures" params={params}>
        {t("releases.lookAtPictures")}
      </ButtonLink>
      <ButtonLink to="/p/$projectId/releases/$releaseId/report" params={params}>
        {t("releases.readReport")}
      </ButtonLink>
    </div>
  );
}

interface SideProps {
  release: Release;
  figures: NonNullable<Release["figures"]>;
  canManage: boolean;
}

function Side({ release, figures, canManage }: SideProps) {
  const { t } = useI18n();
  return (
    <div className={classes.side}>
      {figures.labels.length > 0 && (
        <Card title={t("releases.labels")}>
          <BarList
            title={t("releases.labels")}
            rows={figures.labels.map((label) => ({
              key: label.key,
              name: label.name,
              value: label.count,
              color: label.color ?? undefined,
            }))}
          />
        </Card>
      )}
      {(figures.parts ?? []).length > 0 && (
        <Card title={t("releases.parts")} note={t("releases.partsFrozen")}>
          <StackedBar
            title={t("releases.parts")}
            parts={(figures.parts ?? []).map((part) => ({
              key: part.name,
              name: t(PART_NAMES[part.name]),
              value: part.items,
              tone: PART_TONES[part.name],
            }))}
          />
          {figures.not_compared !== undefined && (
            <Callout tone="caution">
              {t("releases.notCompared", { n: figures.not_compared })}
            </Callout>
          )}
        </Card>
      )}
      {(figures.licences ?? []).length > 0 && (
        <Card title={t("releases.licences")} note={t("releases.licencesNote")}>
          <BarList
            title={t("releases.licences")}
            rows={(figures.licences ?? []).map((licence) => ({
              key: licence.name,
              name: licence.name,
              value: licence.items,
            }))}
          />
        </Card>
      )}
      <ReportCard releaseId={release.id} />
      {canManage && <SendCard releaseId={release.id} />}
      <Card title={t("releases.check")} note={t("releases.checkNote")}>
        <CopyBox label={t("releases.manifestSum")} text={release.manifest_sha256} />
        <CopyBox label={t("releases.checkCommand")} text={CHECK_COMMAND} />
      </Card>
    </div>
  );
}
