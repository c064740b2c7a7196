import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Query, useI18n } from "@/panels/shared";
import { TraitField } from "./TraitField";

/** Facts a person may tell about themselves; each opens projects and can be taken back. */
export function TraitsCard() {
  const { t } = useI18n();
  const traits = useQuery(apiQuery("/api/v1/traits"));
  const values = useQuery(apiQuery("/api/v1/me/traits"));
  return (
    <Card title={t("me.traits")} note={t("me.traitsNote")} titleSize="section">
      <Query of={traits}>
        {(rows) => (
          <Query of={values}>
            {(held) => (
              <Stack gap="xl">
                {rows.map((trait) => {
                  const value = held.find((one) => one.key === trait.key);
                  return (
                    <TraitField
                      key={`${trait.key} ${value?.updated_at ?? ""}`}
                      trait={trait}
                      held={value}
                    />
                  );
                })}
              </Stack>
            )}
          </Query>
        )}
      </Query>
    </Card>
  );
}
