import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, Card, DataTable, Query, useI18n } from "@/panels/shared";
import { useCount, WithoutOwnFacts } from "@/pages/organisation/AudienceCount";
import { QuotaEditor, type Seats } from "./QuotaEditor";

const PATH = "/api/v1/communities/{community_id}/quota";
type Shown = Answered<typeof PATH>;

/** How many of each answer are wanted, and how many are still missing. */
export function Quota({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [isEditing, setEditing] = useState(false);
  const place = { community_id: communityId };
  const quota = useQuery(apiQuery(PATH, { params: { path: place } }));
  const save = useSend({
    send: (body: { trait: string; seats: Seats }) =>
      answerOf(api.PUT(PATH, { params: { path: place }, body })),
    stale: [apiKey(PATH, place)],
    onSuccess: () => setEditing(false),
  });
  return (
    <Card
      title={t("community.quota")}
      note={t("community.quotaNote")}
      action={
        !isEditing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            {t("community.changeQuota")}
          </Button>
        )
      }
    >
      <Query of={quota}>
        {(data) =>
          isEditing ? (
            <QuotaEditor
              trait={data.trait}
              seats={Object.fromEntries(data.strata.map((one) => [one.key, one.seats]))}
              problem={save.error}
              isPending={save.isPending}
              onSave={save.mutate}
              onClose={() => setEditing(false)}
            />
          ) : (
            <Strata of={data} />
          )
        }
      </Query>
    </Card>
  );
}

/** Whether fewer people meet what is asked than are wanted, also when a count is rounded up. */
function cannotFill({ seats, members, eligible }: Shown["strata"][number]) {
  if (eligible.value === null && !eligible.is_under_10) return false;
  const counted = eligible.value ?? 0; // rounded down, to tens at the finest
  const step = 10 ** Math.max(1, String(counted).length - 2);
  return members < seats && counted + step - 1 < seats;
}

function Strata({ of }: { of: Shown }) {
  const { t, number } = useI18n();
  const count = useCount();
  if (of.strata.length === 0) return <p>{t("community.noQuota")}</p>;
  const short = of.strata.filter(cannotFill);
  const missing = of.strata.reduce((sum, one) => sum + one.missing, 0);
  return (
    <>
      <DataTable
        caption={t("community.quota")}
        rows={of.strata}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "name",
            title: t("community.stratum"),
            isRowHeader: true,
            cell: (row) => row.name,
          },
          {
            key: "seats",
            title: t("community.wanted"),
            isNumber: true,
            cell: (row) => number(row.seats),
          },
          {
            key: "members",
            title: t("community.in"),
            isNumber: true,
            cell: (row) => number(row.members),
          },
          {
            key: "missing",
            title: t("community.missing"),
            isNumber: true,
            cell: (row) => number(row.missing),
          },
          {
            key: "eligible",
            title: t("community.eligible"),
            isNumber: true,
            cell: (row) => count(row.eligible),
          },
        ]}
      />
      <Group mt="sm">{t("community.missingInAll", { n: missing })}</Group>
      <WithoutOwnFacts of={of.strata.map(({ eligible }) => eligible)} />
      {short.length > 0 && (
        <Callout
          tone="caution"
          title={t("community.tooFew", { names: short.map(({ name }) => name).join(", ") })}
        >
          {t("community.tooFewWords")}
        </Callout>
      )}
    </>
  );
}
