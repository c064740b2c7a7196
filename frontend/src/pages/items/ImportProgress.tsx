import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  type Column,
  DataTable,
  FormProblem,
  PagedQuery,
  ProgressBar,
  Query,
  useI18n,
} from "@/panels/shared";
import { ITEMS, PROJECT_ITEMS } from "./finding";
import { IMPORT as PATH, type ImportRow, IMPORTS, isOver } from "./imports";

const FILES = "/api/v1/imports/{import_id}/files";
/** How often the files are listed anew while more of them are refused. */
const FILES_MS = 3000;
type FileRow = Answered<typeof FILES>["results"][number];

interface ImportProgressProps {
  importId: number;
  /** Stopping is for managers. */
  canManage: boolean;
  /** Where more can be added beside it: the way back there. */
  onForget?: () => void;
}

/** An import under way, then what became of it: taken, known already, refused and why. */
export function ImportProgress({ importId, canManage, onForget }: ImportProgressProps) {
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
    stale: [apiKey(PATH, place), apiKey(IMPORTS)],
  });
  const itemCount = running.data?.item_count;
  useEffect(() => {
    for (const path of [ITEMS, PROJECT_ITEMS] as const) {
      void queryClient.invalidateQueries({ queryKey: apiKey(path) });
    }
  }, [itemCount, queryClient]);
  const hasEnded = running.data !== undefined && isOver(running.data);
  useEffect(() => {
    if (!hasEnded) return;
    for (const queryKey of [apiKey(IMPORTS), apiKey(FILES, { import_id: importId })]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }, [hasEnded, importId, queryClient]);
  return (
    <Query of={running}>
      {(data) => (
        <Card
          title={isOver(data) ? t("items.imported", { n: data.item_count }) : t(titleOf(data))}
          note={data.duplicate_count > 0 && t("items.duplicates", { n: data.duplicate_count })}
          action={
            isOver(data)
              ? onForget !== undefined && (
                  <Button size="xs" onClick={onForget}>
                    {t("items.again")}
                  </Button>
                )
              : canManage && (
                  <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                    {t("items.cancel")}
                  </Button>
                )
          }
        >
          <FormProblem problem={cancel.error} />
          {isLeft(data) && (
            <p>
              {t("items.leftNote")} {t("items.keptDays", { n: data.kept_days })}
            </p>
          )}
          {!isOver(data) && !isLeft(data) && (
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
          {data.refused_count > 0 && (
            <Refused importId={importId} count={data.refused_count} isLive={!isOver(data)} />
          )}
          {isOver(data) && data.item_count > 0 && <Cut importId={importId} />}
        </Card>
      )}
    </Query>
  );
}

/** It takes files, and no worker reads them yet. */
function isLeft(data: ImportRow) {
  return data.is_collecting && !isOver(data);
}

function titleOf(data: ImportRow) {
  return isLeft(data) ? "items.leftTitle" : "items.checking";
}

interface RefusedProps {
  importId: number;
  count: number;
  /** More may be refused yet. */
  isLive: boolean;
}

function Refused({ importId, count, isLive }: RefusedProps) {
  const { t } = useI18n();
  return (
    <FileTable
      importId={importId}
      liveCount={isLive ? count : undefined}
      of={{ state: "refused" }}
      captionOf={() => t("items.refused", { n: count })}
      column={{ key: "why", title: t("items.why"), cell: (row) => row.refusal_detail }}
    />
  );
}

/** Pictures that were taken with fewer bits than they came with. */
function Cut({ importId }: { importId: number }) {
  const { t } = useI18n();
  return (
    <FileTable
      importId={importId}
      of={{ is_cut: true }}
      captionOf={(count) => t("items.cut", { n: count })}
      column={{ key: "note", title: t("items.cutHow"), cell: (row) => row.note }}
    />
  );
}

interface FileTableProps {
  importId: number;
  of: { state: "refused" } | { is_cut: true };
  /** How many there are by now, while more may come. */
  liveCount?: number | undefined;
  captionOf: (count: number) => string;
  /** What is said of each file beside its name. */
  column: Column<FileRow>;
}

/** Some files of an import; nothing where there are none. */
function FileTable({ importId, of, liveCount, captionOf, column }: FileTableProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const files = useQuery({
    ...apiQuery(FILES, { params: { path: { import_id: importId }, query: { ...of, page } } }),
    refetchInterval: ({ state }) =>
      liveCount !== undefined && state.data?.count !== liveCount ? FILES_MS : false,
  });
  return (
    <PagedQuery of={files} page={page} onPage={setPage}>
      {(rows) =>
        rows.length > 0 && (
          <DataTable
            isStackable
            caption={captionOf(files.data?.count ?? rows.length)}
            isCaptionShown
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: "file", title: t("items.file"), isRowHeader: true, cell: (row) => row.name },
              column,
            ]}
          />
        )
      }
    </PagedQuery>
  );
}
