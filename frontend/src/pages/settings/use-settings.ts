import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import { tabKey } from "@/pages/shell/kept-in-tab";
import type { Project } from "@/pages/shell/project";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";

const PATH = "/api/v1/projects/{project_id}";

function valuesOf(project: Project) {
  return {
    name: project.name,
    summary: project.summary,
    community_id: project.community?.id ?? null,
    dataset_id: project.dataset?.id ?? null,
    price_minor: project.price.amount_minor,
    currency: project.price.currency,
    budget_minor: project.budget_minor,
    overlap: project.overlap,
    gold_iou: project.gold_iou,
    gold_f1: project.gold_f1,
    gold_label_accuracy: project.gold_label_accuracy,
    gold_question_accuracy: project.gold_question_accuracy,
    gold_pass_mark: project.gold_pass_mark,
    lease_seconds: project.lease_seconds,
    auto_accept_days: project.auto_accept_days,
    rejection_budget: project.rejection_budget,
    appeal_days: project.appeal_days,
    appeal_answer_days: project.appeal_answer_days,
    gold_contests: project.gold_contests,
    consensus_method: project.consensus_method,
    calibration_method: project.calibration_method,
    target_confidence: project.target_confidence,
    shape_kept_from: project.shape_kept_from,
    disputed_below: project.disputed_below,
    flow: project.flow,
    verdicts_wanted: project.verdicts_wanted,
    verdict_audit_share: project.verdict_audit_share,
    has_superpixels: project.has_superpixels,
    plugin: project.plugin,
  };
}
export type Values = ReturnType<typeof valuesOf>;

/** The server knows of what others saved since the page was loaded. */
const CHANGED_MEANWHILE = "project_changed";

/** What the person changed: the rest may be another's since the page was opened. */
function changed(before: Values, after: Values): Partial<Values> {
  const entries = Object.entries(after).filter(
    ([key, value]) => before[key as keyof Values] !== value,
  );
  return Object.fromEntries(entries);
}

/** The same settings as they were. */
function as(before: Values, changes: Partial<Values>): Partial<Values> {
  const keys = Object.keys(changes) as (keyof Values)[];
  return Object.fromEntries(keys.map((key) => [key, before[key]]));
}

/**
 * The settings as they are written over what is saved, also after a reload. What is changed here
 * goes over what others save meanwhile only when told to; what was left alone never does.
 */
export function useSettings(project: Project) {
  const saved = valuesOf(project);
  const {
    value: values,
    base: opened,
    set,
    isOvertaken,
    rebase,
    takeSaved,
  } = useUnsaved(tabKey(useMe().id, `settings-${project.id}`), saved);
  const mine = changed(opened, values);
  const place = { project_id: project.id };
  const save = useSend({
    send: (changes: Partial<Values>) => {
      const body = { ...changes, written_over: as(opened, changes) };
      return answerOf(api.PATCH(PATH, { params: { path: place }, body }));
    },
    stale: [apiKey(PATH, place)],
    overtakenCode: CHANGED_MEANWHILE,
    onSuccess(now, sent) {
      const base = valuesOf(now);
      set((before) => ({ ...base, ...changed({ ...opened, ...sent }, before) }));
      rebase(base);
    },
  });
  return {
    values,
    change: (part: Partial<Values>) => set((before) => ({ ...before, ...part })),
    save,
    refusal: unsaid(save.error, CHANGED_MEANWHILE, isOvertaken),
    isUnsaved: Object.keys(mine).length > 0,
    isOvertaken,
    submit() {
      if (!isOvertaken) save.mutate(mine);
    },
    takeSaved() {
      takeSaved();
      save.reset();
    },
    keepMine() {
      set((before) => ({ ...saved, ...changed(opened, before) }));
      rebase(saved);
    },
  };
}
