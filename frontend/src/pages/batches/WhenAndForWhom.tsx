import { Button, Group, Select, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { TextField, useI18n } from "@/panels/shared";
import { type Clause, criteriaSentence } from "@/pages/organisation/criteria";
import { AUDIENCES, MakeAudience } from "./MakeAudience";
import type { Terms } from "./terms";

interface WhenAndForWhomProps {
  projectId: number;
  organisationId: number;
  terms: Terms;
  onTerms: (terms: Terms) => void;
  problem: Problem | null;
}

/** When a batch is open, and for whom. */
export function WhenAndForWhom(props: WhenAndForWhomProps) {
  const { projectId, organisationId, terms, onTerms, problem } = props;
  const { t } = useI18n();
  const [isMaking, setMaking] = useState(false);
  const { data } = useQuery(
    apiQuery(AUDIENCES, {
      params: { path: { project_id: projectId }, query: { page_size: 100 } },
    }),
  );
  const traits = useQuery(apiQuery("/api/v1/traits"));
  const audiences = data?.results ?? [];
  const chosen = audiences.find(({ id }) => String(id) === terms.audienceId);
  const criteria = chosen?.criteria as readonly (readonly Clause[])[] | undefined;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md" style={{ alignItems: "end" }}>
        <TextField
          type="datetime-local"
          label={t("batches.opensAt")}
          description={t("batches.opensAtHint")}
          value={terms.opensAt}
          onChange={(event) => onTerms({ ...terms, opensAt: event.currentTarget.value })}
          problem={problem}
          path="opens_at"
        />
        <TextField
          type="datetime-local"
          label={t("batches.closesAt")}
          description={t("batches.closesAtHint")}
          value={terms.closesAt}
          onChange={(event) => onTerms({ ...terms, closesAt: event.currentTarget.value })}
          problem={problem}
          path="closes_at"
        />
      </SimpleGrid>
      <Group align="end" mt="md" gap="sm">
        <Select
          label={t("batches.audience")}
          description={
            criteria === undefined
              ? t("batches.audienceHint")
              : criteriaSentence(criteria, traits.data ?? [], t)
          }
          placeholder={t("batches.everybody")}
          data={audiences.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={terms.audienceId}
          onChange={(audienceId) => onTerms({ ...terms, audienceId })}
          clearable
          flex="1 1 240px"
        />
        <Button onClick={() => setMaking(true)}>{t("batches.makeAudience")}</Button>
      </Group>
      {isMaking && (
        <MakeAudience
          projectId={projectId}
          organisationId={organisationId}
          traits={traits.data ?? []}
          onMade={(id) => onTerms({ ...terms, audienceId: String(id) })}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
