import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
import { useWordOf } from "@/pages/me/HeldFact";
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

/**
 * What the organisation says of a member, in facts of its own. The member sees it. Where it asks for
 * one no more, what was said of it can be taken back all the same.
 */
export function MemberFacts({ organisationId, communityId, userId }: MemberFactsProps) {
  const { t } = useI18n();
  const facts = useOrganisationTraits(organisationId)?.filter(({ is_own }) => is_own) ?? [];
  const held = useQuery(
    apiQuery(PATH, { params: { path: { community_id: communityId, user_id: userId } } }),
  );
  const retired = held.data?.filter(({ is_retired: isRetired }) => isRetired) ?? [];
  if (held.data === undefined || facts.length + retired.length === 0) return null;
  const heldOf = (fact: Fact) => held.data.find(({ key }) => key === fact.key);
  const of = { communityId, userId };
  return (
    <fieldset className={classes.facts}>
      <legend>{t("community.facts")}</legend>
      <p className={classes.hint}>{t("community.factsNote")}</p>
      {facts.map((fact) => (
        <FactField
          key={`${fact.key} ${heldOf(fact)?.updated_at}`}
          fact={fact}
          held={heldOf(fact)}
          {...of}
        />
      ))}
      {retired.map((one) => (
        <RetiredFact key={one.key} held={one} {...of} />
      ))}
    </fieldset>
  );
}

interface OfMember {
  communityId: number;
  userId: number;
}

const placeOf = ({ communityId, userId }: OfMember, key: string) => ({
  params: { path: { community_id: communityId, user_id: userId, own_key: key } },
});

function useTakeBack(of: OfMember, key: string) {
  return useSend({
    send: () =>
      answerOf(
        api.DELETE(
          "/api/v1/communities/{community_id}/members/{user_id}/traits/{own_key}",
          placeOf(of, key),
        ),
      ),
    stale: STALE,
  });
}

interface TakeBackProps {
  name: string;
  takeBack: ReturnType<typeof useTakeBack>;
}

function TakeBack({ name, takeBack }: TakeBackProps) {
  const { t } = useI18n();
  return (
    <Button
      size="xs"
      variant="subtle"
      loading={takeBack.isPending}
      aria-label={t("community.takeBackOf", { name })}
      onClick={() => takeBack.mutate()}
    >
      {t("community.takeBack")}
    </Button>
  );
}

function RetiredFact({ held, ...of }: OfMember & { held: Held }) {
  const { t } = useI18n();
  const wordOf = useWordOf();
  const takeBack = useTakeBack(of, held.key);
  const value = wordOf(held.value, held.options);
  return (
    <div>
      <p>{t("community.factRetired", { name: held.name, value })}</p>
      <FormProblem problem={takeBack.error} />
      <TakeBack name={held.name} takeBack={takeBack} />
    </div>
  );
}

interface FactFieldProps extends OfMember {
  fact: Fact;
  held: Held | undefined;
}

function FactField({ fact, held, ...of }: FactFieldProps) {
  const { t } = useI18n();
  const [value, setValue] = useState<unknown>(held?.value ?? null);
  const save = useSend({
    send: () =>
      answerOf(
        api.PUT("/api/v1/communities/{community_id}/members/{user_id}/traits/{own_key}", {
          ...placeOf(of, fact.key),
          body: { value },
        }),
      ),
    stale: STALE,
  });
  const takeBack = useTakeBack(of, fact.key);
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
        {held !== undefined && <TakeBack name={fact.name} takeBack={takeBack} />}
      </Group>
    </div>
  );
}
