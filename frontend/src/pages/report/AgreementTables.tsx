import type { Answered } from "@/api/query";
import { Card, type Column, DataTable, SchemaSwatch, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";

type Agreement = Answered<"/api/v1/projects/{project_id}/agreement">;
type Label = Agreement["labels"][number];
type Question = Agreement["questions"][number];
type Measure = NonNullable<Agreement["alpha"]>;

interface TablesProps {
  labels: readonly Label[];
  questions: readonly Question[];
}

/** How far people agree on each label and on each question, with every coefficient of it. */
export function AgreementTables({ labels, questions }: TablesProps) {
  return (
    <>
      {labels.length > 0 && <Labels labels={labels} />}
      {questions.length > 0 && <Questions questions={questions} />}
    </>
  );
}

function Labels({ labels }: { labels: readonly Label[] }) {
  const { t } = useI18n();
  const columns: readonly Column<Label>[] = [
    {
      key: "name",
      title: t("report.label"),
      cell: ({ name, color }) => (
        <>
          {color && <SchemaSwatch color={color} />} {name}
        </>
      ),
    },
    column("alpha", t("report.figureAlpha"), ({ figures }: Label) => figures.alpha),
    column("mean_iou", t("report.figureMeanIou"), ({ figures }: Label) => figures.mean_iou),
    column("f1_50", t("report.figureF150"), ({ figures }: Label) => figures.f1_50),
    column("f1_75", t("report.figureF175"), ({ figures }: Label) => figures.f1_75),
  ];
  return (
    <Card title={t("report.byLabel")} note={t("report.byLabelWhat")}>
      <DataTable
        caption={t("report.byLabel")}
        columns={columns}
        rows={labels}
        rowKey={({ key }) => key}
      />
    </Card>
  );
}

function Questions({ questions }: { questions: readonly Question[] }) {
  const { t } = useI18n();
  const columns: readonly Column<Question>[] = [
    { key: "name", title: t("report.question"), cell: ({ name }) => name },
    column("percent", t("report.figurePercent"), ({ figures }: Question) => figures.percent),
    column("alpha", t("report.figureAlpha"), ({ figures }: Question) => figures.alpha),
    column("ac1", t("report.figureAc1"), ({ figures }: Question) => figures.ac1),
    column("fleiss", t("report.figureFleiss"), ({ figures }: Question) => figures.fleiss),
    column("cohen", t("report.figureCohen"), ({ figures }: Question) => figures.cohen),
  ];
  return (
    <Card title={t("report.byQuestion")}>
      <DataTable
        caption={t("report.byQuestion")}
        columns={columns}
        rows={questions}
        rowKey={({ key }) => key}
      />
    </Card>
  );
}

function column<Row>(key: string, title: string, of: (row: Row) => Measure): Column<Row> {
  return { key, title, isNumber: true, cell: (row) => <Measured measure={of(row)} /> };
}

/** A number over its interval; a dash with the reason where there is none. */
function Measured({ measure }: { measure: Measure }) {
  const { t, number } = useI18n();
  const { value, lower, upper, undefined_reason: reason } = measure;
  if (value === null) {
    return (
      <span title={reason ?? undefined}>
        –{reason !== null && <span className={classes.readOut}> {reason}</span>}
      </span>
    );
  }
  return (
    <>
      {number(value, 2)}
      {lower !== null && upper !== null && (
        <small className={classes.interval}>
          {t("report.interval", { lower: number(lower, 2), upper: number(upper, 2) })}
        </small>
      )}
    </>
  );
}
