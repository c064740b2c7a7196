import { Button } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  ConfirmDialog,
  EmptyState,
  ImageThumb,
  Money,
  PagedQuery,
  Row,
  Rows,
  Section,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import classes from "./Collecting.module.css";
import { OWN, type OwnAsset, REASON_NAMES, STATE_NAMES, staleOf, TONES } from "./collecting";

/** What the person sent, with what became of it. */
export function OwnPictures({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const own = useQuery(
    apiQuery(OWN, { params: { path: { project_id: projectId }, query: { page } } }),
  );
  return (
    <Section title={t("collecting.own")}>
      <PagedQuery
        of={own}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconPhoto} title={t("collecting.noneTitle")}>
            {t("collecting.none")}
          </EmptyState>
        }
      >
        {(rows) => (
          <Card isFlush>
            <Rows>
              {rows.map((row) => (
                <OwnRow key={row.id} asset={row} projectId={projectId} />
              ))}
            </Rows>
          </Card>
        )}
      </PagedQuery>
    </Section>
  );
}

function OwnRow({ asset, projectId }: { asset: OwnAsset; projectId: number }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const send = useSend({
    send: (_: { id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/collected/{asset_id}/withdraw", {
          params: { path: { asset_id: asset.id } },
          headers,
        }),
      ),
    stale: staleOf(projectId),
    onSuccess: () => setAsking(false),
  });
  return (
    <Row>
      <div className={classes.own}>
        <ImageThumb src={asset.thumbnail_url} alt={asset.name} width={64} />
        <div className={classes.what}>
          <span>
            <StatusBadge tone={TONES[asset.state]}>{t(STATE_NAMES[asset.state])}</StatusBadge>
          </span>
          <span className={classes.note}>
            {asset.stratum_name}. <Money amount={asset.price} />
            {asset.is_paid && ` ${t("collecting.earnedOne")}`}
          </span>
          {asset.reason_code !== null && (
            <span className={classes.note}>
              {t(REASON_NAMES[asset.reason_code])}
              {asset.note !== "" && ` ${asset.note}`}
            </span>
          )}
        </div>
        {asset.state !== "withdrawn" && (
          <>
            <Button variant="subtle" onClick={() => setAsking(true)}>
              {t("collecting.takeBack")}
            </Button>
            <ConfirmDialog
              opened={isAsking}
              title={t("collecting.takeBackOneTitle")}
              verb={t("collecting.takeBack")}
              isDangerous
              isPending={send.isPending}
              problem={send.error}
              onConfirm={() => send.mutate({ id: asset.id })}
              onClose={() => setAsking(false)}
            >
              {t("collecting.takeBackOneWhy")}
            </ConfirmDialog>
          </>
        )}
      </div>
    </Row>
  );
}
