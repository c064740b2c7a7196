import { SchemaSwatch } from "../SchemaSwatch";
import { useI18n } from "../I18n";
import styles from "./Charts.module.css";
import { ConfusionTable } from "./ConfusionTable";

interface Matrix {
  readonly rates: readonly (readonly number[])[];
  readonly counts: readonly (readonly number[])[];
}

interface PartMatrixProps {
  /** A sentence that says what is shown. */
  title: string;
  classes: readonly { key: string; name: string; color: string | null }[];
  confusion: {
    readonly rates: Matrix["rates"] | null;
    readonly counts: Matrix["counts"];
    readonly undefined_reason: string | null;
    readonly background?: Matrix | null | undefined;
  };
}

/** What people call the classes of a part; of labels, with what they miss and draw for nothing. */
export function PartMatrix({ title, classes, confusion }: PartMatrixProps) {
  const { t } = useI18n();
  const { background = null, rates, counts } = confusion;
  const shown = background ?? (rates === null ? null : { rates, counts });
  if (shown === null) return <p>{confusion.undefined_reason}</p>;
  return (
    <>
      <ConfusionTable
        title={title}
        classes={classes.map(({ key, name, color }) => ({
          key,
          name,
          mark: color === null ? undefined : <SchemaSwatch color={color} />,
        }))}
        rates={shown.rates}
        counts={shown.counts}
        hasBackground={background !== null}
      />
      {background !== null && <p className={styles.note}>{t("shared.confusionBackground")}</p>}
    </>
  );
}
