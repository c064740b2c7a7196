import { Card, Figure, Figures, useI18n } from "@/panels/shared";
import type { Report } from "./types";

/** Whether stopping early was right: audited items went on, and this is what their answers say. */
export function AuditCard({ audits }: { audits: Report["audits"] }) {
  const { t, interval, number } = useI18n();
  const { agreement } = audits;
  return (
    <Card title={t("report.audits")} note={t("report.auditsWhat")}>
      {agreement.value === null ? (
        <p>{agreement.undefined_reason}</p>
      ) : (
        <Figures>
          <Figure
            label={t("report.confirmed")}
            value={number(agreement.value, 2)}
            note={interval(agreement.lower ?? 0, agreement.upper ?? 1, agreement.n ?? 0)}
          />
          <Figure
            label={t("report.wasSure")}
            value={number(audits.mean_confidence ?? 0, 2)}
            note={t("report.wasSureNote", { n: audits.decision_count })}
          />
        </Figures>
      )}
      {audits.waiting_count > 0 && <p>{t("report.auditsWait", { n: audits.waiting_count })}</p>}
    </Card>
  );
}
