import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { useCount } from "@/pages/organisation/AudienceCount";
import { BarList, Card, Query, useI18n } from "@/panels/shared";

const STEPS = [
  ["joined", "overview.joined"],
  ["read_guideline", "overview.read"],
  ["comprehended", "overview.comprehended"],
  ["attempted", "overview.attempted"],
  ["passed", "overview.passed"],
  ["worked", "overview.worked"],
] as const;

interface FunnelCardProps {
  projectId: number;
  /** Names the card where several stand beside each other. */
  name?: string;
}

/** How many people got how far, and where they stay behind. */
export function FunnelCard({ projectId, name }: FunnelCardProps) {
  const { t, share } = useI18n();
  const count = useCount();
  const funnel = useQuery(
    apiQuery("/api/v1/projects/{project_id}/funnel", {
      params: { path: { project_id: projectId } },
    }),
  );
  return (
    <Card title={name ?? t("overview.funnel")} note={t("overview.funnelNote")}>
      <Query of={funnel}>
        {(data) => (
          <BarList
            title={t("overview.funnel")}
            rows={[
              {
                key: "can_see",
                name: t("overview.canSee"),
                value: data.can_see.value ?? data.joined,
                told: count(data.can_see),
              },
              ...STEPS.map(([key, name], index) => {
                const [stepBefore] = STEPS[index - 1] ?? [null];
                const before = stepBefore === null ? 0 : data[stepBefore];
                const note = before === 0 ? undefined : share(data[key], before);
                return { key, name: t(name), value: data[key], note };
              }),
            ]}
          />
        )}
      </Query>
    </Card>
  );
}
