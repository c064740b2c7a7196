import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery, MOST_ROWS } from "@/api/query";
import {
  Card,
  DataTable,
  Query,
  SchemaSwatch,
  Section,
  SelectField,
  useI18n,
} from "@/panels/shared";
import { againstOf, useEvaluations } from "./against";
import classes from "./Evaluation.module.css";
import type { Comparison, Evaluation } from "./types";
import { FIGURE_NAMES } from "./words";

const COMPARISON = "/api/v1/evaluations/{evaluation_id}/comparison";

const NAMES: Readonly<Record<string, string>> = FIGURE_NAMES;

/** Another model on the same pictures, beside this one. */
export function ComparedCard({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useI18n();
  const [other, setOther] = useState<string | null>(null);
  const rows = useEvaluations(againstOf(evaluation), { page_size: MOST_ROWS });
  const others = (rows.data?.results ?? []).filter(
    (row) => row.id !== evaluation.id && row.state === "done",
  );
  return (
    <Card title={t("evaluation.compare")} note={t("evaluation.compareNote")}>
      {others.length === 0 ? (
        <p className={classes.note}>{t("evaluation.noOther")}</p>
      ) : (
        <SelectField
          label={t("evaluation.other")}
          value={other}
          onChange={setOther}
          maw={320}
          data={others.map((row) => ({ value: String(row.id), label: row.source_name }))}
        />
      )}
      {other !== null && <Compared evaluationId={evaluation.id} other={Number(other)} />}
    </Card>
  );
}

function Compared({ evaluationId, other }: { evaluationId: number; other: number }) {
  const { t, number } = useI18n();
  const params = { path: { evaluation_id: evaluationId }, query: { other } };
  const found = useQuery(apiQuery(COMPARISON, { params }));
  return (
    <Query of={found}>
      {(comparison) => (
        <>
          <DataTable
            isStackable
            caption={t("evaluation.compare")}
            rows={comparison.figures}
            rowKey={(row) => row.figure}
            columns={[
              {
                key: "figure",
                title: t("evaluation.figure"),
                isRowHeader: true,
                cell: (row) => figureName(row.figure, t),
              },
              {
                key: "first",
                title: comparison.first.source_name,
                isNumber: true,
                cell: (row) => number(row.first, 2),
              },
              {
                key: "second",
                title: comparison.second.source_name,
                isNumber: true,
                cell: (row) => number(row.second, 2),
              },
              {
                key: "difference",
                title: t("evaluation.difference"),
                isNumber: true,
                cell: (row) => number(row.difference, 2),
              },
              { key: "doubt", title: t("evaluation.doubt"), cell: (row) => <Doubt row={row} /> },
            ]}
          />
          {comparison.by_label.length > 0 && <ByLabel comparison={comparison} />}
          <Button
            component="a"
            size="xs"
            mt="sm"
            href={tableOf(evaluationId, other)}
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          >
            {t("evaluation.compareGet")}
          </Button>
        </>
      )}
    </Query>
  );
}

/** Both label by label: which one is better where. */
function ByLabel({ comparison }: { comparison: Comparison }) {
  const { t, number } = useI18n();
  const value = (one: number | null) => (one === null ? "–" : number(one, 2));
  return (
    <Section title={t("evaluation.byLabel")} note={t("evaluation.byLabelNote")}>
      <DataTable
        isStackable
        caption={t("evaluation.byLabel")}
        rows={comparison.by_label}
        rowKey={(row) => `${row.part} ${row.key} ${row.figure}`}
        columns={[
          {
            key: "name",
            title: t("evaluation.label"),
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.color !== null && <SchemaSwatch color={row.color} />} {row.name}
              </>
            ),
          },
          {
            key: "figure",
            title: t("evaluation.figure"),
            cell: (row) => figureName(row.figure, t),
          },
          {
            key: "wanted",
            title: t("evaluation.wanted"),
            isNumber: true,
            cell: (row) => number(row.wanted),
          },
          {
            key: "first",
            title: comparison.first.source_name,
            isNumber: true,
            cell: (row) => value(row.first),
          },
          {
            key: "second",
            title: comparison.second.source_name,
            isNumber: true,
            cell: (row) => value(row.second),
          },
          {
            key: "difference",
            title: t("evaluation.difference"),
            isNumber: true,
            cell: (row) => value(row.difference),
          },
          {
            key: "doubt",
            title: t("evaluation.doubt"),
            cell: (row) => (row.difference === null ? "–" : <Doubt row={row} />),
          },
        ]}
      />
    </Section>
  );
}

/** `light:accuracy` is the accuracy of the question `light`. */
function figureName(figure: string, t: (key: string) => string): string {
  const [last = "", question] = figure.split(":").reverse();
  const name = t(NAMES[last] ?? last);
  return question === undefined ? name : `${question}: ${name}`;
}

/** The same comparison as a table that programs and spreadsheets read. */
function tableOf(evaluationId: number, other: number): string {
  return `/api/v1/evaluations/${evaluationId}/comparison.csv?other=${other}`;
}

function Doubt({ row }: { row: { lower: number | null; upper: number | null } }) {
  const { t, bounds } = useI18n();
  if (row.lower === null || row.upper === null) return t("evaluation.noInterval");
  const isClear = row.lower > 0 || row.upper < 0;
  return t(isClear ? "evaluation.clear" : "evaluation.unclear", {
    bounds: bounds(row.lower, row.upper),
  });
}
