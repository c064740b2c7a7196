import { Callout, CheckField, useI18n } from "@/panels/shared";
import type { NameChange } from "./names";
import classes from "./Schema.module.css";

const MOST = 8;

interface NameChangesProps {
  changes: readonly NameChange[];
  /** A name passes to another thing, as this page or the server has it. */
  isMoved: boolean;
  isConfirmed: boolean;
  onConfirm: (isConfirmed: boolean) => void;
}

/** What saving would call otherwise, before it is saved: answers keep their keys. */
export function NameChanges({ changes, isMoved, isConfirmed, onConfirm }: NameChangesProps) {
  const { t } = useI18n();
  if (changes.length === 0 && !isMoved) return null;
  // What passes to another thing stands above.
  const shown = changes.toSorted((one, other) => Number(other.isMoved) - Number(one.isMoved));
  return (
    <Callout tone={isMoved ? "caution" : "note"} title={t("schema.namesChange")}>
      <ul className={classes.changes}>
        {shown.slice(0, MOST).map((change, place) => (
          // Made anew from the draft, so that the place is all they have.
          <li key={place}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {changes.length > MOST && <p>{t("schema.namesMore", { n: changes.length - MOST })}</p>}
      {isMoved && (
        <CheckField
          label={t("schema.namesConfirm")}
          checked={isConfirmed}
          onChange={(event) => onConfirm(event.currentTarget.checked)}
        />
      )}
    </Callout>
  );
}

function Change({ change: { where, was, name, isMoved } }: { change: NameChange }) {
  const { t } = useI18n();
  const place = where.length === 0 ? "" : `${where.join(" · ")}: `;
  if (name === null) return place + t("schema.nameGone", { was: was ?? "" });
  if (was === null) return place + t("schema.nameTaken", { name });
  return place + t(isMoved ? "schema.nameMoved" : "schema.nameChanged", { was, name });
}
