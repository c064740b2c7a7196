import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Callout, Card, Figure, Figures, Query, useI18n } from "@/panels/shared";
import classes from "./Gold.module.css";

const PATH = "/api/v1/projects/{project_id}/gold-bank";

/** How much gold there is, of what, and for whom it lasts. */
export function GoldSummary({ projectId, onOlder }: { projectId: number; onOlder: () => void }) {
  const { t, number } = useI18n();
  const bank = useQuery(apiQuery(PATH, { params: { path: { project_id: projectId } } }));
  return (
    <Query of={bank}>
      {(data) => (
        <>
          {data.is_low && (
            <Callout tone="caution" title={t("gold.lowTitle")}>
              {data.reason} {t("gold.lowRemedy")}
            </Callout>
          )}
          {data.older_count > 0 && (
            <Callout title={t("gold.olderCount", { n: data.older_count })}>
              <p className={classes.words}>{t("gold.olderWhat")}</p>
              <Button size="xs" onClick={onOlder}>
                {t("gold.olderShow")}
              </Button>
            </Callout>
          )}
          <Card title={t("gold.stock")}>
            <Figures>
              <Figure
                label={t("gold.inUse")}
                value={number(data.hidden_count)}
                note={t("gold.visibleCount", { n: data.visible_count })}
              />
              <Figure
                label={t("gold.uses")}
                value={number(data.uses_per_day, data.uses_per_day === 0 ? 0 : 1)}
              />
              <Figure
                label={t("gold.exhausted")}
                value={t("gold.ofPeople", { n: data.exhausted_count, total: data.person_count })}
                note={t("gold.soon", { n: data.soon_count })}
              />
              <Figure label={t("gold.doubted")} value={number(data.states.suspended)} />
            </Figures>
            <ul className={classes.kinds} aria-label={t("gold.balance")}>
              {data.kinds.map((kind) => (
                <li key={`${kind.kind}-${kind.key}`} data-none={kind.item_count === 0 || undefined}>
                  {kind.kind === "nothing" ? t("gold.nothing") : kind.name}{" "}
                  <strong>
                    {kind.item_count === 0 ? t("gold.none") : number(kind.item_count)}
                  </strong>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </Query>
  );
}
