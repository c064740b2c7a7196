import type { Me } from "@/api/session";
import type { Project } from "@/pages/shell/project";
import type { Replies } from "./fakeServer";

export const MANAGER: Me = {
  id: 1,
  email: "rita@example.org",
  display_name: "Rita",
  pseudonym: "M-3",
  locale: "",
  workspace: {},
  staff_of: [
    { organisation: { id: 4, name: "Mint", slug: "mint" }, role: "manager" },
  ] as Me["staff_of"],
};

export const PROJECT: Project = {
  id: 1,
  organisation_id: 4,
  name: "Coins",
  summary: "",
  state: "active",
  community: null,
  dataset: { id: 2, name: "Coins" },
  price: { amount_minor: 6, currency: "EUR" },
  budget_minor: null,
  overlap: 3,
  gold_iou: 0.5,
  gold_f1: 0.8,
  gold_label_accuracy: 0.9,
  gold_question_accuracy: 0.8,
  gold_pass_mark: 0.7,
  lease_seconds: 1800,
  target_confidence: 0.95,
  consensus_method: "auto",
  calibration_method: "auto",
  shape_kept_from: 0.5,
  disputed_below: 0.5,
  flow: "draw",
  verdicts_wanted: 1,
  verdict_audit_share: 0.05,
  auto_accept_days: 7,
  rejection_budget: 0.1,
  appeal_days: 7,
  appeal_answer_days: 9,
  gold_contests: 2,
  has_superpixels: false,
  plugin: "",
  schema_version: null,
  guideline_version: null,
  created_at: "2026-03-01T09:00:00Z",
} as Project;

/** What every page of a project asks: the manager who looks, and the project. */
export const PROJECT_PAGE: Replies = {
  "GET /api/v1/me": MANAGER,
  "GET /api/v1/projects/1": PROJECT,
};

/** A list of one page. */
export function pageOf<Row>(results: readonly Row[]) {
  return { count: results.length, next: null, previous: null, results };
}
