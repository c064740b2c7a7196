import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { useCount, WithoutOwnFacts } from "@/pages/organisation/AudienceCount";
import { BarList, Card, Query, useI18n } from "@/panels/shared";

type Funnel = Answered<"/api/v1/projects/{project_id}/funnel">;

const STEPS = [
  ["joined", "overview.joined"],
  ["read_guideline", "overview.read"],
  ["comprehended", "overview.comprehended"],
  ["practised", "overview.practised"],
  ["attempted", "overview.attempted"],
  ["passed", "overview.passed"],
  ["worked", "overview.worked"],
] as const;

interface Step {
  readonly key: (typeof STEPS)[number][0];
  readonly name: (typeof STEPS)[number][1];
  readonly value: number;
  /** How many came up to it; null for the first. */
  readonly before: number | null;
}

/** The steps there are, each with how many of whom took it. */
export function stepsOf(funnel: Funnel): Step[] {
  const steps: Step[] = [];
  for (const [key, name] of STEPS) {
    const value = funnel[key];
    if (value !== null) steps.push({ key, name, value, before: steps.at(-1)?.value ?? null });
  }
  return steps;
}

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
          <>
            <BarList
              title={t("overview.funnel")}
              rows={[
                {
                  key: "can_see",
                  name: t("overview.canSee"),
                  value: data.can_see.value ?? data.joined,
                  told: count(data.can_see),
                },
                ...stepsOf(data).map(({ key, name, value, before }) => ({
                  key,
                  name: t(name),
                  value,
                  isStrong: key === data.largest_drop,
                  note: before ? (
                    <>
                      {share(value, before)}
                      {key === data.largest_drop &&
                        ` · ${t("overview.largestDrop", { n: before - value })}`}
                    </>
                  ) : undefined,
                })),
              ]}
            />
            <WithoutOwnFacts of={[data.can_see]} />
            {data.let_in_by_hand > 0 && (
              <p>{t("overview.letInByHand", { n: data.let_in_by_hand })}</p>
            )}
          </>
        )}
      </Query>
    </Card>
  );
}
