import { Select, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { TextField, useI18n } from "@/panels/shared";

export interface Terms {
  /** Local time, as the browser's field gives it; empty: no bound. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly audienceId: string | null;
}

export const ANY_TIME_FOR_ALL: Terms = { opensAt: "", closesAt: "", audienceId: null };

/** The terms as the API has them. */
export function termsBody({ opensAt, closesAt, audienceId }: Terms) {
  return {
    opens_at: momentOf(opensAt),
    closes_at: momentOf(closesAt),
    audience_id: audienceId === null ? null : Number(audienceId),
  };
}

function momentOf(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}

interface WhenAndForWhomProps {
  projectId: number;
  terms: Terms;
  onTerms: (terms: Terms) => void;
  problem: Problem | null;
}

/** When a batch is open, and for whom where the project has audiences. */
export function WhenAndForWhom({ projectId, terms, onTerms, problem }: WhenAndForWhomProps) {
  const { t } = useI18n();
  const { data } = useQuery(
    apiQuery("/api/v1/projects/{project_id}/audiences", {
      params: { path: { project_id: projectId } },
    }),
  );
  const audiences = data?.results ?? [];
  return (
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
      {audiences.length > 0 && (
        <Select
          label={t("batches.audience")}
          description={t("batches.audienceHint")}
          placeholder={t("batches.everybody")}
          data={audiences.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={terms.audienceId}
          onChange={(audienceId) => onTerms({ ...terms, audienceId })}
          clearable
        />
      )}
    </SimpleGrid>
  );
}
