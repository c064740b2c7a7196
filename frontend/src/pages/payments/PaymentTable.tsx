import { Card, type Column, DataTable, Money, useI18n } from "@/panels/shared";
import classes from "./Payments.module.css";
import { PARTS, type Payment } from "./period";

/** One person in one currency a row. */
export function PaymentTable({ rows }: { rows: readonly Payment[] }) {
  const { t } = useI18n();
  const person: Column<Payment> = {
    key: "person",
    title: t("payments.person"),
    isRowHeader: true,
    cell: (row) => (
      <div className={classes.name}>
        {row.pseudonym}
        <span className={classes.count}>
          {[row.display_name, t("payments.account", { id: row.user_id })]
            .filter((text) => text !== "")
            .join(" · ")}
        </span>
      </div>
    ),
  };
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("payments.title")}
        rows={rows}
        rowKey={(row) => `${row.user_id} ${row.due.amount.currency}`}
        columns={[
          person,
          ...PARTS.map(([part, title]): Column<Payment> => ({
            key: part,
            title: t(title),
            isNumber: true,
            cell: (row) => (row[part].task_count === 0 ? "–" : <PartOf of={row[part]} />),
          })),
        ]}
      />
    </Card>
  );
}

function PartOf({ of }: { of: Payment["due"] }) {
  const { t } = useI18n();
  return (
    <>
      <Money amount={of.amount} />
      <span className={classes.count}>{t("payments.tasks", { n: of.task_count })}</span>
    </>
  );
}
