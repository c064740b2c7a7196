import type { UseQueryResult } from "@tanstack/react-query";
import { Callout, Figure, Figures, Query, useI18n } from "@/panels/shared";
import type { Door } from "./criteria";
import classes from "./Criteria.module.css";
import type { Audience } from "./use-audience";

interface AudienceCountProps {
  of: UseQueryResult<Audience>;
  /** What is counted, and what it is called. */
  rows: readonly { door: Door; label: string }[];
}

/** How many people pass each door as it is written now, and what to do when hardly anybody does. */
export function AudienceCount({ of, rows }: AudienceCountProps) {
  const { t } = useI18n();
  const count = useCount();
  return (
    <aside className={classes.audience} aria-label={t("organisation.audience")} aria-live="polite">
      <Query of={of}>
        {(data) => (
          <>
            <Figures>
              {rows.map(({ door, label }) => (
                <Figure
                  key={door}
                  label={label}
                  value={count(data.doors[door])}
                  note={t("organisation.audienceNote", { n: count(data.total) })}
                />
              ))}
            </Figures>
            <WithoutOwnFacts of={Object.values(data.doors)} />
            {data.doors.take.is_under_10 && !data.total.is_under_10 && <TooFew audience={data} />}
          </>
        )}
      </Query>
    </aside>
  );
}

type Count = Audience["total"];

/** Says so where something that is asked was left out of a count. */
export function WithoutOwnFacts({ of }: { of: readonly Count[] }) {
  const { t } = useI18n();
  if (!of.some((one) => one.is_without_own_facts)) return null;
  return <Callout tone="note">{t("organisation.withoutOwnFacts")}</Callout>;
}

/** Hardly anybody meets it all: which clause keeps most people out. */
function TooFew({ audience }: { audience: Audience }) {
  const { t } = useI18n();
  const count = useCount();
  const costliest = audience.clauses.reduce<Audience["clauses"][number] | undefined>(
    (most, one) => ((one.without.value ?? 0) > (most?.without.value ?? 0) ? one : most),
    undefined,
  );
  return (
    <Callout tone="caution" title={t("organisation.tooFew")}>
      {costliest === undefined
        ? t("organisation.tooFewOfEach")
        : t("organisation.tooFewFor", {
            clause: costliest.sentence,
            n: count(costliest.without),
          })}
    </Callout>
  );
}

/** A number of people as it is told: "under 10", rounded down, or that it is not counted. */
export function useCount() {
  const { t, number } = useI18n();
  return ({
    value,
    is_under_10: isUnder10 = true,
  }: {
    value: number | null;
    is_under_10?: boolean;
  }) => {
    if (value !== null) return t("organisation.orMore", { n: number(value) });
    return t(isUnder10 ? "organisation.under10" : "organisation.notCounted");
  };
}
