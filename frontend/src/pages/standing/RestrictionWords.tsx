import { Moment, StatusBadge, useI18n } from "@/panels/shared";
import { Evidence } from "./Evidence";
import { evidenceSentence, isSaid } from "./evidence";
import classes from "./Standing.module.css";
import { endingName, KIND_NAMES, KIND_TONES, type OwnRestriction } from "./words";

type Told = Pick<
  OwnRestriction,
  "kind" | "reason" | "evidence" | "made_by" | "starts_at" | "expires_at" | "is_active"
> &
  Partial<Pick<OwnRestriction, "parameters" | "ending" | "lifted_at" | "lift_reason">>;

interface RestrictionWordsProps {
  of: Told;
  /** Who decided, where the reader may know it. */
  decidedBy?: string | null | undefined;
  /** Where it holds, where the page does not say so. */
  place?: string;
}

/** A restriction in words: what, since when, until when, why, and on what evidence. */
export function RestrictionWords({ of, decidedBy = null, place }: RestrictionWordsProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const tone = of.is_active ? KIND_TONES[of.kind] : "quiet";
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <StatusBadge tone={tone}>{t(KIND_NAMES[of.kind])}</StatusBadge>
        <span className={classes.when}>
          {place !== undefined && `${place}, `}
          <When of={of} />
        </span>
      </div>
      <p className={classes.reason}>{evidenceSentence(of.evidence, i18n) ?? of.reason}</p>
      <p className={classes.when}>
        <Decided by={of.made_by} name={decidedBy} />
        {of.parameters !== undefined && <Limit parameters={of.parameters} />}
      </p>
      <Grounds of={of} />
      {of.lift_reason !== undefined && of.lift_reason !== "" && (
        <p className={classes.said}>{of.lift_reason}</p>
      )}
    </div>
  );
}

/** The figures; what a manager took out is one, and says itself. */
function Grounds({ of: { kind, evidence } }: { of: Told }) {
  const { t } = useI18n();
  const answers = evidence["asked_anew"];
  if (kind === "voiding" && typeof answers === "number") {
    return <p className={classes.when}>{t("standing.voidedAnswers", { n: answers })}</p>;
  }
  return isSaid(evidence) ? null : <Evidence of={evidence} />;
}

function When({ of }: { of: Told }) {
  const { t } = useI18n();
  const wasTakenBack = of.ending === "lifted" || of.ending === "appealed";
  if (of.kind === "voiding" && !wasTakenBack) return <Moment iso={of.starts_at} />;
  if (!of.is_active) {
    return (
      <>
        {t(endingName(of.ending ?? ""))}{" "}
        {of.lifted_at !== undefined && of.lifted_at !== null && <Moment iso={of.lifted_at} />}
      </>
    );
  }
  return (
    <>
      {t("standing.since")} <Moment iso={of.starts_at} />,{" "}
      {of.expires_at === null ? (
        t("standing.noEnd")
      ) : (
        <>
          {t("standing.until")} <Moment iso={of.expires_at} />
        </>
      )}
    </>
  );
}

function Decided({ by, name }: { by: OwnRestriction["made_by"]; name: string | null }) {
  const { t } = useI18n();
  if (by === "rule") return t("standing.byRule");
  return name === null ? t("standing.byManager") : t("standing.byName", { name });
}

function Limit({ parameters }: { parameters: OwnRestriction["parameters"] }) {
  const { t, number } = useI18n();
  const { daily_cap: cap, gold_boost: boost } = parameters;
  if (cap !== undefined) return <>. {t("standing.capWords", { n: cap })}</>;
  if (boost !== undefined) return <>. {t("standing.boostWords", { n: number(boost) })}</>;
  return null;
}
