import { IconLayersIntersect } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  EmptyState,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  useAnswerWord,
  useI18n,
} from "@/panels/shared";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import {
  DOUBT_NAMES,
  type Finding,
  isEverything,
  type ResultRow,
  RESULTS,
  TASK_STATES,
} from "./finding";
import { FindResults } from "./FindResults";
import { itemColumns } from "./item-columns";
import { consensusRoute } from "./routes";

/** Every item with a consensus, or those that are looked for, the least certain first. */
export default function ConsensusPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const finding = consensusRoute.useSearch();
  const navigate = consensusRoute.useNavigate();
  const find = (search: Finding) => void navigate({ search, replace: true });
  const page = finding.page ?? 1;
  const query = { ...finding, page, order: "confidence" } as const;
  const list = useQuery(apiQuery(RESULTS, { params: { path: { project_id: projectId }, query } }));
  return (
    <Page isWide>
      <PageHeader title={t("consensus.title")} note={t("consensus.note")} />
      <FindResults finding={finding} onFind={find} />
      <PagedQuery
        of={list}
        page={page}
        onPage={(next) => find({ ...finding, page: next })}
        empty={
          isEverything(finding) ? (
            <EmptyState icon={IconLayersIntersect} title={t("consensus.emptyTitle")}>
              {t("consensus.empty")}
            </EmptyState>
          ) : (
            <EmptyState icon={IconLayersIntersect} title={t("consensus.noneTitle")}>
              {t("consensus.noneFound")}
            </EmptyState>
          )
        }
      >
        {(rows) => <Lines rows={rows} projectId={projectId} finding={finding} />}
      </PagedQuery>
    </Page>
  );
}

interface LinesProps {
  rows: readonly ResultRow[];
  projectId: number;
  finding: Finding;
}

function Lines({ rows, projectId, finding }: LinesProps) {
  const { t, number } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        caption={t("consensus.title")}
        rows={rows}
        rowKey={(row) => row.task_id}
        columns={[
          ...itemColumns<ResultRow>(projectId, t("consensus.item"), finding),
          {
            key: "confidence",
            title: t("consensus.confidence"),
            isNumber: true,
            cell: (row) =>
              row.lowest_confidence === null ? "–" : number(row.lowest_confidence, 2),
          },
          {
            key: "doubt",
            title: t("consensus.findDoubt"),
            cell: ({ doubt }) => (doubt === "none" ? "–" : t(DOUBT_NAMES[doubt])),
          },
          { key: "state", title: t("items.state"), cell: (row) => t(TASK_STATES[row.state]) },
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

function Result({ line }: { line: ResultRow }) {
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
