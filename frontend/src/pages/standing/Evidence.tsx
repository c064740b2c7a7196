import { useI18n } from "@/panels/shared";
import classes from "./Standing.module.css";

/** The figures a restriction rests on, under the names they were written down with. */
export function Evidence({ of }: { of: Readonly<Record<string, unknown>> }) {
  const { t } = useI18n();
  const rows = Object.entries(of).filter(([, value]) => isPlain(value));
  if (rows.length === 0) return null;
  return (
    <dl className={classes.evidence} aria-label={t("standing.evidence")}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name.replaceAll("_", " ")}</dt>
          <dd>
            <Value of={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ of }: { of: unknown }) {
  const { number } = useI18n();
  return typeof of === "number" ? number(of, 2) : String(of);
}

function isPlain(value: unknown): boolean {
  return ["number", "string", "boolean"].includes(typeof value);
}
