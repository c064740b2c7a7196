import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, CardGrid, DataTable, ImageThumb, PagedQuery, Query, useI18n } from "@/panels/shared";
import type { Chosen } from "./counts";
import { EvaluatedPicture } from "./EvaluatedPicture";
import classes from "./Evaluation.module.css";
import type { Report, ShapesReport, WorstRow } from "./types";
import { COUNT_NAMES } from "./words";
import { isNothing, type WorstFilter, WorstFilters } from "./WorstFilters";

const LIST = "/api/v1/evaluations/{evaluation_id}/items";
const ONE = "/api/v1/evaluations/{evaluation_id}/items/{position}";

interface WorstCardProps {
  evaluationId: number;
  whole: Report;
  report: ShapesReport | null;
  chosen: Chosen | null;
}

/** Pictures with most errors first; the chosen one beside them, with label and predictions. */
export function WorstCard({ evaluationId, whole, report, chosen }: WorstCardProps) {
  const { t } = useI18n();
  const [filter, setFilter] = useState<WorstFilter>({ kind: "", of: "" });
  const [page, setPage] = useState(1);
  const [position, setPosition] = useState<number | null>(null);
  const path = { evaluation_id: evaluationId };
  const rows = useQuery(apiQuery(LIST, { params: { path, query: { page, ...filter } } }));
  const found = rows.data?.results ?? [];
  const shown = position ?? found[0]?.position ?? null;
  return (
    <Card
      title={t("evaluation.worst")}
      note={t(
        report !== null
          ? "evaluation.worstNote"
          : whole.pixels !== null
            ? "evaluation.mostPixels"
            : "evaluation.worstAnswers",
      )}
    >
      <WorstFilters
        whole={whole}
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setPage(1);
          setPosition(null);
        }}
      />
      <CardGrid columns="2fr 3fr">
        <div className={classes.list}>
          <PagedQuery
            of={rows}
            page={page}
            onPage={setPage}
            empty={t(isNothing(filter) ? "evaluation.noPictures" : "evaluation.noneSo")}
          >
            {(some) => (
              <WorstTable
                rows={some}
                shown={shown}
                hasShapes={report !== null}
                onShow={setPosition}
              />
            )}
          </PagedQuery>
        </div>
        {shown !== null && (
          <Shown
            evaluationId={evaluationId}
            position={shown}
            whole={whole}
            report={report}
            chosen={chosen}
          />
        )}
      </CardGrid>
    </Card>
  );
}

interface WorstTableProps {
  rows: readonly WorstRow[];
  shown: number | null;
  hasShapes: boolean;
  onShow: (position: number) => void;
}

/** Whether classes of pixels were held against each other, and not all are right. */
function hasPixels(rows: readonly WorstRow[]): boolean {
  return rows.some((row) => row.wrong_pixels > 0);
}

function WorstTable({ rows, shown, hasShapes, onShow }: WorstTableProps) {
  const { t, number, share } = useI18n();
  const isOfPixels = hasPixels(rows);
  const hasAnswers = (!hasShapes && !isOfPixels) || rows.some((row) => row.wrong_answers > 0);
  const column = (key: "false_positives" | "misses" | "unsure_errors" | "wrong_answers") => ({
    key,
    title: t(COUNT_NAMES[key]),
    isNumber: true,
    cell: (row: WorstRow) => number(row[key]),
  });
  return (
    <DataTable
      caption={t("evaluation.worst")}
      rows={rows}
      rowKey={(row) => row.position}
      isChosen={(row) => row.position === shown}
      columns={[
        {
          key: "picture",
          title: "",
          cell: (row) => <ImageThumb src={row.item.thumbnail_url} alt="" width={40} height={30} />,
        },
        {
          key: "name",
          title: t("evaluation.picture"),
          isRowHeader: true,
          cell: (row) => (
            <button
              type="button"
              className={classes.pick}
              aria-pressed={row.position === shown}
              onClick={() => onShow(row.position)}
            >
              {row.item.name}
            </button>
          ),
        },
        ...(hasShapes ? [column("false_positives"), column("misses")] : []),
        ...(hasAnswers ? [column("wrong_answers")] : []),
        ...(hasShapes || hasAnswers ? [column("unsure_errors")] : []),
        ...(isOfPixels
          ? [
              {
                key: "wrong_pixels",
                title: t("evaluation.wrongPixels"),
                isNumber: true,
                cell: ({ wrong_pixels, item }: WorstRow) =>
                  share(wrong_pixels, item.width_px * item.height_px),
              },
            ]
          : []),
      ]}
    />
  );
}

interface ShownProps extends WorstCardProps {
  position: number;
}

function Shown({ evaluationId, position, whole, report, chosen }: ShownProps) {
  const path = { evaluation_id: evaluationId, position };
  const picture = useQuery(apiQuery(ONE, { params: { path } }));
  return (
    <Query of={picture}>
      {(item) => <EvaluatedPicture item={item} whole={whole} report={report} chosen={chosen} />}
    </Query>
  );
}
