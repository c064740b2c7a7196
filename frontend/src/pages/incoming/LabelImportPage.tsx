import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { isLive } from "@/api/operation";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Callout,
  Card,
  DataTable,
  Figure,
  Figures,
  FormProblem,
  Page,
  PagedQuery,
  PageHeader,
  ProblemCard,
  ProgressBar,
  Query,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { MappingForm } from "./MappingForm";
import { labelImportRoute } from "./routes";
import {
  isMoving,
  LABEL_IMPORT,
  type LabelImport,
  PURPOSE_NAMES,
  shownState,
  STATE_NAMES,
  STATE_TONES,
} from "./types";

/** One file of labels: what it holds, what its names become, and what was kept. */
export default function LabelImportPage() {
  const { labelImportId } = labelImportRoute.useParams();
  const found = useQuery({
    ...apiQuery(LABEL_IMPORT, { params: { path: { label_import_id: labelImportId } } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isMoving(state.data) ? 700 : false,
  });
  return (
    <Page>
      <Query of={found}>{(data) => <Whole of={data} />}</Query>
    </Page>
  );
}

function Whole({ of }: { of: LabelImport }) {
  const { t } = useI18n();
  const state = shownState(of);
  return (
    <>
      <PageHeader
        title={of.source_name}
        note={`${t(PURPOSE_NAMES[of.purpose])} · ${of.file_name}`}
        badges={<StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>}
        actions={
          <>
            <Link to="/p/$projectId/labels-in" params={{ projectId: of.project_id }}>
              {t("incoming.all")}
            </Link>
            {(isMoving(of) || state === "waiting") && <Cancel of={of} />}
          </>
        }
      />
      {isMoving(of) && <Moving of={of} />}
      {state === "failed" && (
        <ProblemCard problem={new Error(of.error_detail)} title={of.error_detail} />
      )}
      {state === "cancelled" && <Callout>{t("incoming.cancelledNote")}</Callout>}
      {of.image_count > 0 && <Counts of={of} />}
      {of.notes.map((note) => (
        <Callout key={note}>{note}</Callout>
      ))}
      {state === "waiting" && <MappingForm of={of} />}
      {of.refused_count > 0 && <Refused of={of} />}
    </>
  );
}

function Cancel({ of }: { of: LabelImport }) {
  const { t } = useI18n();
  const place = { label_import_id: of.id };
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/label-imports/{label_import_id}/cancel", {
          params: { path: place },
          headers,
        }),
      ),
    stale: [apiKey(LABEL_IMPORT, place)],
  });
  return (
    <>
      <FormProblem problem={cancel.error} />
      <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t("incoming.cancel")}
      </Button>
    </>
  );
}

function Moving({ of }: { of: LabelImport }) {
  const { t } = useI18n();
  const { pictures } = of;
  if (pictures !== null && isLive(pictures)) {
    return (
      <ProgressBar
        label={t("incoming.picturesFirst")}
        done={pictures.progress_done}
        total={pictures.progress_total}
      />
    );
  }
  return (
    <ProgressBar
      label={t(of.stage === "keeping" ? "incoming.keeping" : "incoming.reading")}
      done={of.progress_done}
      total={of.progress_total}
      waitsFor={of.error_detail}
    />
  );
}

function Counts({ of }: { of: LabelImport }) {
  const { t, number } = useI18n();
  return (
    <Figures>
      <Figure label={t("incoming.imageCount")} value={number(of.image_count)} />
      <Figure label={t("incoming.matchedCount")} value={number(of.matched_count)} />
      {of.stage === "keeping" && (
        <>
          <Figure label={t("incoming.kept")} value={number(of.kept_count)} />
          <Figure label={t("incoming.unchanged")} value={number(of.unchanged_count)} />
        </>
      )}
      <Figure label={t("incoming.refused")} value={number(of.refused_count)} />
    </Figures>
  );
}

function Refused({ of }: { of: LabelImport }) {
  const { t, number } = useI18n();
  const [page, setPage] = useState(1);
  const rows = useQuery(
    apiQuery("/api/v1/label-imports/{label_import_id}/refusals", {
      params: { path: { label_import_id: of.id }, query: { page } },
    }),
  );
  return (
    <Card title={t("incoming.refusedTitle", { n: of.refused_count })} isFlush>
      <PagedQuery of={rows} page={page} onPage={setPage} empty={null}>
        {(found) => (
          <DataTable
            isStackable
            caption={t("incoming.refusedTitle", { n: of.refused_count })}
            rows={found}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "what",
                title: t("incoming.what"),
                isRowHeader: true,
                cell: (row) => row.image || row.file || of.file_name,
              },
              {
                key: "line",
                title: t("incoming.line"),
                isNumber: true,
                cell: (row) => (row.line === null ? "–" : number(row.line)),
              },
              { key: "why", title: t("incoming.why"), cell: (row) => row.message },
            ]}
          />
        )}
      </PagedQuery>
    </Card>
  );
}
