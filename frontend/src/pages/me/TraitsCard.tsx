import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, ProgressBar, Query, useI18n } from "@/panels/shared";
import classes from "./Me.module.css";
import { type Held, type Trait, TraitField } from "./TraitField";

/** Facts a person may tell about themselves; each opens projects and can be taken back. */
export function TraitsCard() {
  const { t } = useI18n();
  const traits = useQuery(apiQuery("/api/v1/traits"));
  const values = useQuery(apiQuery("/api/v1/me/traits"));
  return (
    <Card title={t("me.traits")} note={t("me.traitsNote")} titleSize="section">
      <Query of={traits}>
        {(rows) => <Query of={values}>{(held) => <Fields traits={rows} held={held} />}</Query>}
      </Query>
    </Card>
  );
}

function Fields({ traits, held }: { traits: readonly Trait[]; held: readonly Held[] }) {
  const { t } = useI18n();
  const declared = held.filter(({ source }) => source === "declared");
  const answered = traits.filter(({ key }) => declared.some((one) => one.key === key));
  const others = held.filter(({ source }) => source !== "declared");
  const fields = traits.filter(({ key }) => !others.some((one) => one.key === key));
  return (
    <Stack gap="xl">
      <ProgressBar label={t("me.complete")} done={answered.length} total={fields.length} />
      {others.length > 0 && <Verified held={others} />}
      {fields.map((trait) => {
        const value = declared.find((one) => one.key === trait.key);
        return (
          <TraitField key={`${trait.key} ${value?.updated_at ?? ""}`} trait={trait} held={value} />
        );
      })}
    </Stack>
  );
}

/** What others have said of the person: it is seen and not changed here. */
function Verified({ held }: { held: readonly Held[] }) {
  const { t } = useI18n();
  return (
    <div>
      <p className={classes.note}>{t("me.verified")}</p>
      <ul className={classes.verified}>
        {held.map((one) => (
          <li key={one.key}>
            {t("me.verifiedBy", {
              name: one.name,
              value: wordOf(one, t("me.yes"), t("me.no")),
              who: one.organisation_name ?? "Guildmark",
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function wordOf({ value, options }: Held, yes: string, no: string): string {
  if (typeof value === "boolean") return value ? yes : no;
  const keys: unknown[] = Array.isArray(value) ? value : [value];
  return keys
    .map((key) => options.find((option) => option.key === key)?.name ?? String(key))
    .join(", ");
}
