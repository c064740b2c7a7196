import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { Detail } from "./types";
import type { Cluster } from "./verdict";

/** Under it an outline is said to fit badly. */
const BAD_FIT = 0.75;

/** Why people differ about a cluster, in one sentence. */
export function useWhy(detail: Detail, cluster: Cluster, schema: LabelSchema): string {
  const { t, list, number } = useI18n();
  const members = detail.task.result?.members[cluster.key] ?? [];
  const of = detail.task.submissions.filter(({ counts }) => counts).length;
  const drew = new Set(cluster.sources.map(({ submission_id }) => submission_id)).size;
  const names = countsOf(members.map(({ label }) => label));
  if (names.length > 1) {
    const said = names.map(([key, n]) =>
      t("adjudication.callIt", {
        n,
        label: schema.labels.find((one) => one.key === key)?.name ?? key,
      }),
    );
    return t("adjudication.whyClass", { said: list(said) });
  }
  if (drew === 0) return t("adjudication.whyYours");
  if (drew < of) return t("adjudication.whyExists", { n: drew, missed: of - drew });
  const bad = members.filter(({ iou }) => iou < BAD_FIT);
  if (bad.length > 0) {
    const worst = Math.min(...bad.map(({ iou }) => iou));
    return t("adjudication.whyOutline", { n: bad.length, iou: number(worst, 2) });
  }
  return t("adjudication.whyAgree", { n: drew });
}

function countsOf(labels: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((first, second) => second[1] - first[1]);
}
