import { Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { Callout, IconButton, useI18n } from "@/panels/shared";
import { useCount } from "./AudienceCount";
import { ClauseEditor } from "./ClauseEditor";
import { type Clause, firstClause, type Trait } from "./criteria";
import classes from "./Criteria.module.css";
import type { ClauseNote } from "./use-audience";

type All = readonly (readonly Clause[])[];

interface ClausesEditorProps {
  /** Names what passes who meets them. */
  legend: string;
  /** AND of ORs. */
  clauses: All;
  traits: readonly Trait[];
  /** What is known of the clause at a place. */
  noteOf: (place: number) => ClauseNote;
  /** Whether it was tried to save: what is missing is a fault from then on. */
  isChecked: boolean;
  onChange: (clauses: Clause[][]) => void;
}

/** Clauses that must all hold, each with its alternatives. */
export function ClausesEditor(props: ClausesEditorProps) {
  const { legend, clauses, traits, noteOf, isChecked, onChange } = props;
  const { t } = useI18n();
  const first = traits[0];
  const replaced = (index: number, any: Clause[]) =>
    onChange(
      clauses
        .map((old, place) => (place === index ? any : [...old]))
        .filter((rest) => rest.length > 0),
    );
  return (
    <fieldset className={classes.door}>
      <legend>{legend}</legend>
      {clauses.length === 0 && <p className={classes.open}>{t("organisation.everybody")}</p>}
      {clauses.map((any, index) => (
        // A clause has no identity but its place among the others.
        <div key={index} className={classes.clause}>
          {index > 0 && <span className={classes.word}>{t("organisation.and")}</span>}
          {any.map((clause, place) => (
            <div key={place} className={classes.alternative}>
              {place > 0 && <span className={classes.word}>{t("organisation.or")}</span>}
              <ClauseEditor
                clause={clause}
                traits={traits}
                isChecked={isChecked}
                onChange={(next) =>
                  replaced(
                    index,
                    any.map((old, at) => (at === place ? next : old)),
                  )
                }
              />
              <IconButton
                label={t("organisation.removeClause", { n: index + 1 })}
                icon={<IconX size={16} stroke={1.6} aria-hidden />}
                onClick={() =>
                  replaced(
                    index,
                    any.filter((_, at) => at !== place),
                  )
                }
              />
            </div>
          ))}
          {first !== undefined && (
            <Button
              size="xs"
              variant="subtle"
              onClick={() => replaced(index, [...any, firstClause(first)])}
            >
              {t("organisation.addOr")}
            </Button>
          )}
          <Note of={noteOf(index)} />
        </div>
      ))}
      {first !== undefined && (
        <Button
          size="xs"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => onChange([...clauses.map((any) => [...any]), [firstClause(first)]])}
        >
          {t("organisation.addClause")}
        </Button>
      )}
    </fieldset>
  );
}

/** What a clause costs, and why nobody can meet it. */
function Note({ of: { cost, contradiction } }: { of: ClauseNote }) {
  const { t } = useI18n();
  const count = useCount();
  if (contradiction !== undefined) return <Callout tone="caution">{contradiction}</Callout>;
  // Two numbers that both say "under 10" say nothing.
  if (cost === undefined || (cost.meeting.is_under_10 && cost.without.is_under_10)) return null;
  return (
    <p className={classes.cost}>
      {cost.is_counted
        ? t("organisation.clauseCost", { met: count(cost.meeting), without: count(cost.without) })
        : t("organisation.clauseNotCounted")}
    </p>
  );
}
