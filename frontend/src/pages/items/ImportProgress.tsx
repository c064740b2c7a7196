import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, DataTable, FormProblem, ProgressBar, Query, useI18n } from "@/panels/shared";
import { ITEMS, PROJECT_ITEMS } from "./finding";

const PATH = "/api/v1/imports/{import_id}";
type Import = Answered<typeof PATH>;

function isOver(running: Import) {
  return running.state !== "queued" && running.state !== "running";
}

interface ImportProgressProps {
  importId: number;
  onForget: () => void;
}

/** An import under way, then what became of it: taken, known already, refused and why. */
export function ImportProgress({ importId, onForget }: ImportProgressProps) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const place = { import_id: importId };
  const running = useQuery({
    ...apiQuery(PATH, { params: { path: place } }),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : 700),
  });
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/imports/{import_id}/cancel", { params: { path: place }, headers }),
      ),
    stale: [apiKey(PATH, place)],
  });
  const itemCount = running.data?.item_count;
  useEffect(() => {
    for (const path of [ITEMS, PROJECT_ITEMS] as const) {
      void queryClient.invalidateQueries({ queryKey: apiKey(path) });
    }
  }, [itemCount, queryClient]);
  return (
    <Query of={running}>
      {(data) => (
        <Card
          title={isOver(data) ? t("items.imported", { n: data.item_count }) : t("items.checking")}
          note={data.duplicate_count > 0 && t("items.duplicates", { n: data.duplicate_count })}
          action={
            isOver(data) ? (
              <Button size="xs" onClick={onForget}>
                {t("items.again")}
              </Button>
            ) : (
              <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                {t("items.cancel")}
              </Button>
            )
          }
        >
          <FormProblem problem={cancel.error} />
          {!isOver(data) && (
            <ProgressBar
              label={t("items.checking")}
              done={data.progress_done}
              total={data.progress_total}
            />
          )}
          {!isOver(data) && data.bucket_source?.is_listed === false && (
            <p role="status">
              {t("items.listing", { name: data.bucket_source.bucket_title ?? "" })}
            </p>
          )}
          {data.state === "cancelled" && <p>{t("items.cancelled")}</p>}
          {data.error_detail !== "" && <p role="alert">{data.error_detail}</p>}
          {data.refused_count > 0 && <Refused importId={importId} count={data.refused_count} />}
        </Card>
      )}
    </Query>
  );
}

function Refused({ importId, count }: { importId: number; count: number }) {
  const { t } = useI18n();
  const files = useQuery(
    apiQuery("/api/v1/imports/{import_id}/files", {
      params: { path: { import_id: importId }, query: { state: "refused" } },
    }),
  );
  return (
    <Query of={files}>
      {(data) => (
        <DataTable
          caption={t("items.refused", { n: count })}
          isCaptionShown
          rows={data.results}
          rowKey={(row) => row.id}
          columns={[
            { key: "file", title: t("items.file"), isRowHeader: true, cell: (row) => row.name },
            { key: "why", title: t("items.why"), cell: (row) => row.refusal_detail },
          ]}
        />
      )}
    </Query>
  );
}
