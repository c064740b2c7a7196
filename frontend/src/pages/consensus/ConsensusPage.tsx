import { IconLayersIntersect } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  EmptyState,
  Moment,
  Page,
  PageHeader,
  Pager,
  Query,
  useAnswerWord,
  useI18n,
} from "@/panels/shared";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { itemColumns } from "./item-columns";

const PATH = "/api/v1/projects/{project_id}/consensus";
type Line = Answered<typeof PATH>["results"][number];

/** Every item with a consensus, the least certain first. */
export default function ConsensusPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [page, setPage] = useState(1);
  const list = useQuery(
    apiQuery(PATH, {
      params: { path: { project_id: projectId }, query: { page, order: "confidence" } },
    }),
  );
  return (
    <Page>
      <PageHeader title={t("consensus.title")} note={t("consensus.note")} />
      <Query
        of={list}
        empty={(data) =>
          data.count === 0 && (
            <EmptyState icon={IconLayersIntersect} title={t("consensus.emptyTitle")}>
              {t("consensus.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <Lines rows={data.results} projectId={projectId} />
            <Pager page={page} count={data.count} onPage={setPage} />
          </>
        )}
      </Query>
    </Page>
  );
}

function Lines({ rows, projectId }: { rows: readonly Line[]; projectId: number }) {
  const { t, number } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        caption={t("consensus.title")}
        rows={rows}
        rowKey={(row) => row.task_id}
        columns={[
          ...itemColumns<Line>(projectId, t("consensus.item")),
          {
            key: "confidence",
            title: t("consensus.confidence"),
            isNumber: true,
            cell: (row) =>
              row.lowest_confidence === null ? "–" : number(row.lowest_confidence, 2),
          },
          { key: "result", title: t("consensus.result"), cell: (row) => <Result line={row} /> },
          {
            key: "answers",
            title: t("consensus.answers"),
            isNumber: true,
            cell: (row) => number(row.submission_count),
          },
          { key: "method", title: t("consensus.method"), cell: (row) => row.method },
          {
            key: "computed",
            title: t("consensus.computed"),
            cell: (row) => <Moment iso={row.computed_at} />,
          },
        ]}
      />
    </Card>
  );
}

function Result({ line }: { line: Line }) {
  const { t, list } = useI18n();
  const word = useAnswerWord();
  const definition = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const questions = definition === undefined ? [] : readSchema(definition).questions;
  const answers = Object.entries(line.answers as Record<string, unknown>).map(([key, value]) =>
    word(
      questions.find((one) => one.key === key),
      value,
    ),
  );
  if (answers.length > 0) return list(answers);
  return line.shape_count === 0
    ? t("consensus.nothingHere")
    : t("consensus.shapes", { n: line.shape_count });
}
