import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { apiQuery } from "@/api/query";
import { Card, ProgressBar, Query, useI18n } from "@/panels/shared";
import { useWordOf, WhyAndWhen } from "./HeldFact";
import classes from "./Me.module.css";
import { NoLongerAsked } from "./NoLongerAsked";
import { type Held, type Trait, TraitField } from "./TraitField";

interface TraitsCardProps {
  /** The key of the fact that the person came to answer: it has the focus, and a way back. */
  asked?: string | undefined;
}

/** Facts a person may tell about themselves; each opens projects and can be taken back. */
export function TraitsCard({ asked }: TraitsCardProps) {
  const { t } = useI18n();
  const traits = useQuery(apiQuery("/api/v1/traits"));
  const values = useQuery(apiQuery("/api/v1/me/traits"));
  return (
    <Card title={t("me.traits")} note={t("me.traitsNote")} titleSize="section">
      <Query of={traits}>
        {(rows) => (
          <Query of={values}>{(held) => <Fields traits={rows} held={held} asked={asked} />}</Query>
        )}
      </Query>
    </Card>
  );
}

interface FieldsProps extends TraitsCardProps {
  traits: readonly Trait[];
  held: readonly Held[];
}

function Fields({ traits, held, asked }: FieldsProps) {
  const { t } = useI18n();
  const askedField = useRef<HTMLDivElement>(null);
  useEffect(() => askedField.current?.querySelector("input")?.focus(), [asked]);
  const declared = held.filter(({ source }) => source === "declared");
  const answered = traits.filter(({ key }) => declared.some((one) => one.key === key));
  const unasked = declared.filter(({ key }) => !traits.some((one) => one.key === key));
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
        const isAsked = trait.key === asked;
        return (
          <div key={trait.key} ref={isAsked ? askedField : undefined}>
            <TraitField key={value?.updated_at ?? ""} trait={trait} held={value} />
            {isAsked && <WayBack />}
          </div>
        );
      })}
      <NoLongerAsked held={unasked} />
    </Stack>
  );
}

/** To the page that asked for the fact. */
function WayBack() {
  const { t } = useI18n();
  const { history } = useRouter();
  if (!history.canGoBack()) return null;
  return (
    <Button size="xs" mt="xs" onClick={() => history.back()}>
      {t("me.goBack")}
    </Button>
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
