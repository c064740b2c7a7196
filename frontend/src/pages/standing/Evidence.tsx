import { useI18n } from "@/panels/shared";
import classes from "./Standing.module.css";

/** What figures are called. */
const NAMES: Readonly<Record<string, string>> = {
  skill: "standing.figureSkill",
  checks: "standing.figureChecks",
  agreement: "standing.figureAgreement",
  judged_answers: "standing.figureJudged",
  accepted: "standing.figureAccepted",
  rejected: "standing.figureRejected",
};

/** The figures a restriction rests on; one without a name here as it was written down. */
export function Evidence({ of }: { of: Readonly<Record<string, unknown>> }) {
  const { t } = useI18n();
  const rows = Object.entries(of).filter(([, value]) => isPlain(value));
  if (rows.length === 0) return null;
  return (
    <dl className={classes.evidence} aria-label={t("standing.evidence")}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name in NAMES ? t(NAMES[name] ?? name) : name.replaceAll("_", " ")}</dt>
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
  return typeof of === "number" ? number(of, Number.isInteger(of) ? 0 : 2) : String(of);
}

function isPlain(value: unknown): boolean {
  return ["number", "string", "boolean"].includes(typeof value);
}
