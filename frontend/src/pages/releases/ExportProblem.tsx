import { useI18n } from "@/panels/shared";
import classes from "./Release.module.css";
import type { Export } from "./state";

/** Why a file is not there, where making it failed or it was taken back. */
export function ExportProblem({ made }: { made: Export | undefined }) {
  const { t } = useI18n();
  if (made?.state !== "failed") return null;
  return (
    <p role="alert" className={classes.exportProblem}>
      {t("releases.exportFailed", { reason: made.error_detail })}
    </p>
  );
}
