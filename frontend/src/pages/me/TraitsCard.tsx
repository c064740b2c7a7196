import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, ProgressBar, Query, useI18n } from "@/panels/shared";
import { useWordOf, WhyAndWhen } from "./HeldFact";
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
  const verified = held.filter(({ source }) => source === "verified");
  const counted = held.filter(({ source }) => source === "computed");
  const fields = traits.filter(({ key }) => !verified.some((one) => one.key === key));
  return (
    <Stack gap="xl">
      <ProgressBar label={t("me.complete")} done={answered.length} total={fields.length} />
      {verified.length > 0 && (
        <NotMine
          note={t("me.verified")}
          held={verified}
          words={(one, value) =>
            t("me.verifiedBy", {
              name: one.name,
              value,
              who: one.organisation_name ?? "Guildmark",
            })
          }
        />
      )}
      {counted.length > 0 && (
        <NotMine
          note={t("me.counted")}
          held={counted}
          words={(one, value) => t("me.countedAs", { name: one.name, value })}
        />
      )}
      {fields.map((trait) => {
        const value = declared.find((one) => one.key === trait.key);
        return (
          <TraitField key={`${trait.key} ${value?.updated_at ?? ""}`} trait={trait} held={value} />
        );
      })}
    </Stack>
  );
}

interface NotMineProps {
  note: string;
  held: readonly Held[];
  words: (one: Held, value: string) => string;
}

/** What others have said of the person, or counted: it is seen and not changed here. */
function NotMine({ note, held, words }: NotMineProps) {
  const wordOf = useWordOf();
  return (
    <div>
      <p className={classes.note}>{note}</p>
      <ul className={classes.verified}>
        {held.map((one) => (
          <li key={one.key}>
            {words(one, wordOf(one.value, one.options))}
            <WhyAndWhen held={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}
