import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, DataTable, FormProblem, ListPage, StatusBadge, useI18n } from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { ChangeFact, type Fact } from "./ChangeFact";
import { NewFact, TYPE_NAMES } from "./NewFact";
import { OWN_TRAITS } from "./use-traits";

/** What can be asked of people: the catalogue, and what the organisation adds. */
export default function FactsPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [page, setPage] = useState(1);
  const facts = useQuery(
    apiQuery(OWN_TRAITS, {
      params: { path: { organisation_id: organisationId }, query: { page } },
    }),
  );
  return (
    <ListPage
      title={t("organisation.facts")}
      note={t("organisation.factsNote")}
      of={facts}
      page={page}
      onPage={setPage}
      making={{
        verb: t("organisation.newFact"),
        form: (close) => <NewFact organisationId={organisationId} onClose={close} />,
      }}
      empty={<></>}
    >
      {(rows) => <FactTable rows={rows} organisationId={organisationId} />}
    </ListPage>
  );
}

function FactTable({ rows, organisationId }: { rows: readonly Fact[]; organisationId: number }) {
  const { t, number } = useI18n();
  const retire = useSend({
    send: (trait_id: number) =>
      answerOf(
        api.POST("/api/v1/organisations/{organisation_id}/traits/{trait_id}/retire", {
          params: { path: { organisation_id: organisationId, trait_id } },
        }),
      ),
    stale: [apiKey(OWN_TRAITS)],
  });
  const [changing, change] = useState<Fact | null>(null);
  return (
    <>
      {changing !== null && (
        <ChangeFact
          key={changing.id}
          organisationId={organisationId}
          fact={changing}
          onClose={() => change(null)}
        />
      )}
      <Card isFlush>
        <FormProblem problem={retire.error} />
        <DataTable
          isStackable
          caption={t("organisation.facts")}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            {
              key: "name",
              title: t("organisation.trait"),
              isRowHeader: true,
              cell: (row) => row.name,
            },
            { key: "question", title: t("organisation.question"), cell: (row) => row.question },
            { key: "type", title: t("organisation.type"), cell: (row) => t(TYPE_NAMES[row.type]) },
            {
              key: "options",
              title: t("organisation.answers"),
              isNumber: true,
              cell: (row) => (row.options.length > 0 ? number(row.options.length) : ""),
            },
            {
              key: "own",
              title: "",
              cell: (row) =>
                row.is_own && <StatusBadge tone="active">{t("organisation.ownFact")}</StatusBadge>,
            },
            {
              key: "retire",
              title: "",
              cell: (row) =>
                row.is_own && (
                  <>
                    <Button
                      size="xs"
                      variant="subtle"
                      aria-label={t("organisation.changeFactOf", { name: row.name })}
                      onClick={() => change(row)}
                    >
                      {t("organisation.changeFact")}
                    </Button>
                    <Button
                      size="xs"
                      variant="subtle"
                      aria-label={t("organisation.retireOf", { name: row.name })}
                      onClick={() => retire.mutate(row.id)}
                    >
                      {t("organisation.remove")}
                    </Button>
                  </>
                ),
            },
          ]}
        />
      </Card>
    </>
  );
}
