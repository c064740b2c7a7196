import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { isLive } from "@/api/operation";
import { Card, FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import { ExportProblem } from "./ExportProblem";
import { askedFor, useExports } from "./exports";
import classes from "./Release.module.css";

const REPORT = "report";

/** The quality report of the release as a PDF: made by a worker in the reader's language. */
export function ReportCard({ releaseId }: { releaseId: number }) {
  const { t, bytes, language } = useI18n();
  const { rows, prepare } = useExports(releaseId);
  const spoken = language.split("-")[0];
  const made = rows.find((one) => one.format === REPORT && one.language === spoken);
  const isMade = made?.download_url != null;
  return (
    <Card title={t("releases.report")} note={t("releases.reportNote")}>
      <p className={classes.reportWords}>{t("releases.reportWords")}</p>
      <FormProblem problem={prepare.error} />
      <ExportProblem made={made} />
      {made !== undefined && isLive(made) && (
        <ProgressBar
          label={t("releases.preparing", { format: t("releases.report") })}
          done={made.progress_done}
          total={Math.max(1, made.progress_total)}
        />
      )}
      {isMade && (
        <Button
          component="a"
          size="xs"
          href={made.download_url ?? undefined}
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
        >
          {t("releases.reportGet", { size: bytes(made.byte_count) })}
        </Button>
      )}
      {!isMade && !isLive(made) && (
        <Button
          size="xs"
          loading={prepare.isPending}
          onClick={() => prepare.mutate({ format: REPORT, ...askedFor("labels") })}
        >
          {t("releases.reportPrepare")}
        </Button>
      )}
    </Card>
  );
}
