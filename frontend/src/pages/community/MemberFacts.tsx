import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
import { TraitAnswer } from "@/pages/me/TraitAnswer";
import { useOrganisationTraits } from "@/pages/organisation/use-traits";
import classes from "./Community.module.css";
import { MEMBERSHIP } from "./stale";

const PATH = "/api/v1/communities/{community_id}/members/{user_id}/traits";
/** A fact said or taken back can change whether somebody is in. */
const STALE = [apiKey(PATH), ...MEMBERSHIP];
type Fact = NonNullable<ReturnType<typeof useOrganisationTraits>>[number];
type Held = Answered<typeof PATH>[number];

interface MemberFactsProps {
  organisationId: number;
  communityId: number;
  userId: number;
}

/** What the organisation says of a member, in facts of its own. The member sees it. */
export function MemberFacts({ organisationId, communityId, userId }: MemberFactsProps) {
  const { t } = useI18n();
  const facts = useOrganisationTraits(organisationId)?.filter(({ is_own }) => is_own) ?? [];
  const held = useQuery(
    apiQuery(PATH, { params: { path: { community_id: communityId, user_id: userId } } }),
  );
  if (facts.length === 0 || held.data === undefined) return null;
  const heldOf = (fact: Fact) => held.data.find(({ key }) => key === fact.key);
  return (
    <fieldset className={classes.facts}>
      <legend>{t("community.facts")}</legend>
      <p className={classes.hint}>{t("community.factsNote")}</p>
      {facts.map((fact) => (
        <FactField
          key={`${fact.key} ${heldOf(fact)?.updated_at}`}
          fact={fact}
          held={heldOf(fact)}
          communityId={communityId}
          userId={userId}
        />
      ))}
    </fieldset>
  );
}

interface FactFieldProps {
  fact: Fact;
  held: Held | undefined;
  communityId: number;
  userId: number;
}

function FactField({ fact, held, communityId, userId }: FactFieldProps) {
  const { t } = useI18n();
  const [value, setValue] = useState<unknown>(held?.value ?? null);
  const place = {
    params: { path: { community_id: communityId, user_id: userId, own_key: fact.key } },
  };
  const save = useSend({
    send: () =>
      answerOf(
        api.PUT("/api/v1/communities/{community_id}/members/{user_id}/traits/{own_key}", {
          ...place,
          body: { value },
        }),
      ),
    stale: STALE,
  });
  const takeBack = useSend({
    send: () =>
      answerOf(
        api.DELETE("/api/v1/communities/{community_id}/members/{user_id}/traits/{own_key}", place),
      ),
    stale: STALE,
  });
  const isChanged = JSON.stringify(value) !== JSON.stringify(held?.value ?? null);
  return (
    <div>
      <TraitAnswer trait={{ ...fact, question: fact.name }} value={value} onChange={setValue} />
      <FormProblem problem={save.error ?? takeBack.error} />
      <Group gap="xs" mt="xs">
        {isChanged && value !== null && (
          <Button
            size="xs"
            loading={save.isPending}
            aria-label={t("community.verifyOf", { name: fact.name })}
            onClick={() => save.mutate()}
          >
            {t("community.verify")}
          </Button>
        )}
        {held !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            loading={takeBack.isPending}
            aria-label={t("community.takeBackOf", { name: fact.name })}
            onClick={() => takeBack.mutate()}
          >
            {t("community.takeBack")}
          </Button>
        )}
      </Group>
    </div>
  );
}
