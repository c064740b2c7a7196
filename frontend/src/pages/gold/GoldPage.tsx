import { Button } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import { EmptyState, Page, PageHeader, Pager, Query, useI18n } from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { GoldTable } from "./GoldTable";

const PATH = "/api/v1/projects/{project_id}/gold-items";

/** The project's gold: what is known, how people did on it, and the way to add more. */
export default function GoldPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const [page, setPage] = useState(1);
  const [isAdding, setAdding] = useState(false);
  const place = { project_id: projectId };
  const gold = useQuery(apiQuery(PATH, { params: { path: place, query: { page } } }));
  const add = useSend({
    send: (body: { item_id: number; reference: AnnotationDocument }, headers) =>
      answerOf(
        api.POST(PATH, { params: { path: place }, body: { ...body, is_hidden: true }, headers }),
      ),
    stale: [apiKey(PATH, place)],
  });
  const addButton = !isAdding && (
    <Button variant="filled" onClick={() => setAdding(true)}>
      {t("gold.add")}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t("gold.title")} note={t("gold.note")} actions={addButton} />
      {isAdding && (
        <DrawnItem
          project={project}
          taken={new Set(gold.data?.results.map(({ item }) => item.id))}
          title={t("gold.draw")}
          verb={t("gold.save")}
          problem={add.error}
          onSave={async (item, reference) => {
            await add.mutateAsync({ item_id: item.id, reference });
          }}
        />
      )}
      <Query
        of={gold}
        empty={(data) =>
          data.count === 0 &&
          !isAdding && (
            <EmptyState icon={IconStar} title={t("gold.emptyTitle")}>
              {t("gold.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <GoldTable rows={data.results} />
            <Pager page={page} count={data.count} onPage={setPage} />
          </>
        )}
      </Query>
    </Page>
  );
}
