import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, ImageThumb, Row, Rows, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useCan } from "@/pages/shell/session";
import {
  ITEMS,
  REASON_NAMES,
  type Reason,
  STALE_ITEMS,
  SUSPICION_NAMES,
  type Suspicion,
} from "./finding";
import type { Profile } from "./ProfilePage";
import { profileRoute } from "./routes";
import classes from "./Items.module.css";

const WHY = {
  duplicate: "items.duplicateWhy",
  blurred: "items.blurredWhy",
  dark: "items.darkWhy",
  bright: "items.brightWhy",
  clipped: "items.clippedWhy",
  low_contrast: "items.lowContrastWhy",
  tiny: "items.tinyWhy",
  odd_aspect: "items.oddAspectWhy",
} as const satisfies Record<Suspicion, string>;

interface SuspicionsProps {
  profile: Profile;
  datasetId: number;
  organisationId: number;
}

/** What is likely bad, by kind, with its pictures and one action to leave them out. */
export function Suspicions({ profile, datasetId, organisationId }: SuspicionsProps) {
  const { t } = useI18n();
  const canManage = useCan("managers", organisationId);
  const found = profile.suspicions.filter(({ count }) => count > 0);
  return (
    <Card title={t("items.likelyBad")} note={t("items.likelyBadNote")} titleSize="section" isFlush>
      {found.length === 0 && <p className={classes.nothing}>{t("items.nothingBad")}</p>}
      <Rows>
        {found.map(({ kind, count }) => (
          <Row key={kind}>
            <One kind={kind} count={count} datasetId={datasetId} canManage={canManage} />
          </Row>
        ))}
        {profile.excluded_count > 0 && (
          <Row>
            <LeftOut profile={profile} datasetId={datasetId} canManage={canManage} />
          </Row>
        )}
      </Rows>
    </Card>
  );
}

interface OneProps {
  kind: Suspicion;
  count: number;
  datasetId: number;
  canManage: boolean;
}

function One({ kind, count, datasetId, canManage }: OneProps) {
  const { t } = useI18n();
  const { projectId } = profileRoute.useParams();
  const params = { path: { dataset_id: datasetId } };
  const exclude = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(`${ITEMS}/exclude`, {
          params,
          headers,
          body: { suspicion: kind, reason: kind },
        }),
      ),
    stale: STALE_ITEMS,
  });
  return (
    <div className={classes.suspicion}>
      <div>
        <Link
          to="/p/$projectId/items"
          params={{ projectId }}
          search={{ use: "used", suspicion: kind }}
        >
          {t("items.suspected", { kind: t(SUSPICION_NAMES[kind]), n: count })}
        </Link>
        <p className={classes.why}>{t(WHY[kind])}</p>
      </div>
      <Samples kind={kind} datasetId={datasetId} />
      {canManage && (
        <Button size="xs" loading={exclude.isPending} onClick={() => exclude.mutate()}>
          {t("items.excludeAll", { n: count })}
        </Button>
      )}
      <FormProblem problem={exclude.error} />
    </div>
  );
}

/** The first few of them, to see whether the suspicion is right. */
function Samples({ kind, datasetId }: { kind: Suspicion; datasetId: number }) {
  const items = useQuery(
    apiQuery(ITEMS, {
      params: {
        path: { dataset_id: datasetId },
        query: { use: "used", suspicion: kind, page_size: 6 },
      },
    }),
  );
  return (
    <div className={classes.samples}>
      {items.data?.results.map((item) => (
        <ImageThumb key={item.id} src={item.thumbnail_url} alt={item.name} width={64} height={48} />
      ))}
    </div>
  );
}

interface LeftOutProps {
  profile: Profile;
  datasetId: number;
  canManage: boolean;
}

/** The reasons for which something is left out; all where an older profile does not tell. */
function reasonsOf({ excluded_for: found }: Profile): Reason[] {
  const all = Object.keys(REASON_NAMES) as Reason[];
  if (found.length === 0) return all;
  return all.filter((reason) => found.some(({ value }) => value === reason));
}

/** What was left out before, and the way back for each reason. */
function LeftOut({ profile, datasetId, canManage }: LeftOutProps) {
  const { t } = useI18n();
  const { projectId } = profileRoute.useParams();
  const params = { path: { dataset_id: datasetId } };
  const include = useSend({
    send: (reason: Reason, headers) =>
      answerOf(api.POST(`${ITEMS}/include`, { params, headers, body: { reason } })),
    stale: STALE_ITEMS,
  });
  return (
    <div className={classes.suspicion}>
      <div>
        <Link to="/p/$projectId/items" params={{ projectId }} search={{ use: "excluded" }}>
          {t("items.leftOutOf", { n: profile.excluded_count })}
        </Link>
        <p className={classes.why}>{t("items.leftOutWhy")}</p>
      </div>
      {canManage && (
        <div className={classes.back}>
          {reasonsOf(profile).map((reason) => (
            <Button
              key={reason}
              size="xs"
              variant="subtle"
              loading={include.isPending && include.variables === reason}
              onClick={() => include.mutate(reason)}
            >
              {t("items.bringBack", { reason: t(REASON_NAMES[reason]) })}
            </Button>
          ))}
        </div>
      )}
      <FormProblem problem={include.error} />
    </div>
  );
}
