import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import type { Answered } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
import { useForget } from "./forget";
import { WhyAndWhen } from "./HeldFact";
import { OF_WHO_I_AM } from "./stale";
import { TraitAnswer } from "./TraitAnswer";

export type Trait = Answered<"/api/v1/traits">[number];
export type Held = Answered<"/api/v1/me/traits">[number];
const PATH = "/api/v1/me/traits/{key}";

interface TraitFieldProps {
  trait: Trait;
  held: Held | undefined;
}

/** One question with its answer: saved by itself, deleted on request. */
export function TraitField({ trait, held }: TraitFieldProps) {
  const { t } = useI18n();
  const [value, setValue] = useState<unknown>(held?.value ?? null);
  const params = { path: { key: trait.key } };
  const save = useSend({
    send: (body: { value: unknown }) => answerOf(api.PUT(PATH, { params, body })),
    stale: OF_WHO_I_AM,
  });
  const forget = useForget(trait.key);
  const isChanged = JSON.stringify(value) !== JSON.stringify(held?.value ?? null);
  return (
    <div>
      <TraitAnswer trait={trait} value={value} onChange={setValue} />
      {held !== undefined && <WhyAndWhen held={held} />}
      <FormProblem problem={save.error ?? forget.error} />
      <Group gap="sm" mt="xs">
        {isChanged && (
          <Button
            size="xs"
            loading={save.isPending}
            aria-label={t("me.saveOf", { name: trait.name })}
            onClick={() => save.mutate({ value })}
          >
            {t("me.save")}
          </Button>
        )}
        {held !== undefined && !isChanged && (
          <Button
            size="xs"
            variant="subtle"
            loading={forget.isPending}
            aria-label={t("me.forgetOf", { name: trait.name })}
            onClick={() => forget.mutate()}
          >
            {t("me.forget")}
          </Button>
        )}
      </Group>
    </div>
  );
}
