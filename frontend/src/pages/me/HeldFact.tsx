import { useI18n } from "@/panels/shared";
import classes from "./Me.module.css";
import type { Held } from "./TraitField";

const SOURCE_NAMES = {
  declared: "me.saidByYou",
  verified: "me.saidByOrganisation",
  computed: "me.countedHere",
} as const satisfies Record<Held["source"], string>;

/** How a value is said: options by their names, several after one another. */
export function useWordOf() {
  const { t, number, list } = useI18n();
  return (value: unknown, options: Held["options"]): string => {
    if (typeof value === "boolean") return t(value ? "me.yes" : "me.no");
    if (typeof value === "number") return number(value);
    const keys: unknown[] = Array.isArray(value) ? value : [value];
    const names = keys.map((key) => options.find((option) => option.key === key)?.name ?? key);
    return list(names.map(String));
  };
}

/** Since when a fact is held, which communities ask for it, and what was held before. */
export function WhyAndWhen({ held }: { held: Held }) {
  const { t, list, moment } = useI18n();
  return (
    <>
      <p className={classes.note}>
        {t("me.since", { when: moment(held.updated_at) })}{" "}
        {held.asked_by.length > 0 && t("me.askedBy", { who: list(held.asked_by) })}
      </p>
      <Before held={held} />
    </>
  );
}

/** The newest first; nothing where nothing was held before. */
function Before({ held }: { held: Held }) {
  const { t, moment } = useI18n();
  const wordOf = useWordOf();
  const { history, options } = held;
  if (history.length === 0) return null;
  return (
    <details className={classes.before}>
      <summary>{t("me.before", { name: held.name, n: history.length })}</summary>
      <ul className={classes.verified}>
        {history.toReversed().map(({ value, source, changed_at: until }, place) => (
          // Two may have changed in the same moment: places tell them apart.
          <li key={place}>
            {t("me.was", {
              value: wordOf(value, options),
              source: t(SOURCE_NAMES[source]),
              until: moment(until),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
