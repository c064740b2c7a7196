import { Button } from "@mantine/core";
import { FormProblem, useI18n } from "@/panels/shared";
import { useForget } from "./forget";
import { useWordOf, WhyAndWhen } from "./HeldFact";
import classes from "./Me.module.css";
import type { Held } from "./TraitField";

/** Own answers to what nobody asks any more: they are held all the same, until they are deleted. */
export function NoLongerAsked({ held }: { held: readonly Held[] }) {
  const { t } = useI18n();
  if (held.length === 0) return null;
  return (
    <div>
      <p className={classes.note}>{t("me.noLongerAsked")}</p>
      <ul className={classes.verified}>
        {held.map((one) => (
          <Line key={one.key} held={one} />
        ))}
      </ul>
    </div>
  );
}

function Line({ held }: { held: Held }) {
  const { t } = useI18n();
  const wordOf = useWordOf();
  const forget = useForget(held.key);
  const { name, organisation_name: who } = held;
  const value = wordOf(held.value, held.options);
  return (
    <li>
      {t("me.verifiedBy", { name, value, who: who ?? "Guildmark" })}
      <WhyAndWhen held={held} />
      <FormProblem problem={forget.error} />
      <Button
        size="xs"
        variant="subtle"
        loading={forget.isPending}
        aria-label={t("me.forgetOf", { name })}
        onClick={() => forget.mutate()}
      >
        {t("me.forget")}
      </Button>
    </li>
  );
}
