import type { I18n } from "@/model/i18n";
import type { TrailAnswer } from "./Trail";

type Line = TrailAnswer["results"][number];
type Said<Name extends string> = Name extends `${infer Noun}.${infer Verb}`
  ? `${Noun}__${Verb}`
  : Name;

/** The sentence of each event, by its name with two underlines for the dot. */
const SENTENCES: Readonly<Partial<Record<Said<NonNullable<Line["code"]>>, string>>> = {
  organisation__created: "trail.saidOrganisationCreated",
  organisation__renamed: "trail.saidOrganisationRenamed",
  staff_member__added: "trail.saidStaffMemberAdded",
  staff_member__changed: "trail.saidStaffMemberChanged",
  staff_member__removed: "trail.saidStaffMemberRemoved",
  invitation__sent: "trail.saidInvitationSent",
  invitation__accepted: "trail.saidInvitationAccepted",
  invitation__declined: "trail.saidInvitationDeclined",
  invitation__expired: "trail.saidInvitationExpired",
  invitation__revoked: "trail.saidInvitationRevoked",
  api_key__created: "trail.saidApiKeyCreated",
  api_key__revoked: "trail.saidApiKeyRevoked",
  community__created: "trail.saidCommunityCreated",
  community__changed: "trail.saidCommunityChanged",
  criteria__changed: "trail.saidCriteriaChanged",
  membership__joined: "trail.saidMembershipJoined",
  membership__left: "trail.saidMembershipLeft",
  membership__changed: "trail.saidMembershipChanged",
  application__submitted: "trail.saidApplicationSubmitted",
  application__accepted: "trail.saidApplicationAccepted",
  application__declined: "trail.saidApplicationDeclined",
  application__withdrawn: "trail.saidApplicationWithdrawn",
  community_invitation__sent: "trail.saidCommunityInvitationSent",
  community_invitation__accepted: "trail.saidCommunityInvitationAccepted",
  community_invitation__declined: "trail.saidCommunityInvitationDeclined",
  community_invitation__revoked: "trail.saidCommunityInvitationRevoked",
  quota__changed: "trail.saidQuotaChanged",
  announcement__sent: "trail.saidAnnouncementSent",
  notice__made: "trail.saidNoticeMade",
  trait_value__changed: "trail.saidTraitValueChanged",
  guideline__read: "trail.saidGuidelineRead",
  comprehension__passed: "trail.saidComprehensionPassed",
  practice__finished: "trail.saidPracticeFinished",
  attempt__started: "trail.saidAttemptStarted",
  attempt__submitted: "trail.saidAttemptSubmitted",
  attempt__expired: "trail.saidAttemptExpired",
  qualification__granted: "trail.saidQualificationGranted",
  qualification__extended: "trail.saidQualificationExtended",
  qualification__changed: "trail.saidQualificationChanged",
  project__created: "trail.saidProjectCreated",
  project__updated: "trail.saidProjectUpdated",
  project__activated: "trail.saidProjectActivated",
  project__closed: "trail.saidProjectClosed",
  schema_version__created: "trail.saidSchemaVersionCreated",
  guideline__drafted: "trail.saidGuidelineDrafted",
  guideline_question__asked: "trail.saidGuidelineQuestionAsked",
  guideline_question__answered: "trail.saidGuidelineQuestionAnswered",
  guideline__published: "trail.saidGuidelinePublished",
  training_plan__changed: "trail.saidTrainingPlanChanged",
  comprehension_question__created: "trail.saidComprehensionQuestionCreated",
  comprehension_question__changed: "trail.saidComprehensionQuestionChanged",
  comprehension_question__deleted: "trail.saidComprehensionQuestionDeleted",
  practice_item__created: "trail.saidPracticeItemCreated",
  practice_item__deleted: "trail.saidPracticeItemDeleted",
  quiz_question__created: "trail.saidQuizQuestionCreated",
  quiz_question__changed: "trail.saidQuizQuestionChanged",
  quiz_question__retired: "trail.saidQuizQuestionRetired",
  batch__created: "trail.saidBatchCreated",
  batch__opened: "trail.saidBatchOpened",
  batch__paused: "trail.saidBatchPaused",
  batch__resumed: "trail.saidBatchResumed",
  batch__drained: "trail.saidBatchDrained",
  batch__completed: "trail.saidBatchCompleted",
  batch__reopened: "trail.saidBatchReopened",
  batch__archived: "trail.saidBatchArchived",
  batch__reprioritised: "trail.saidBatchReprioritised",
  batch__rescheduled: "trail.saidBatchRescheduled",
  batch__scheduled: "trail.saidBatchScheduled",
  batch__audience_changed: "trail.saidBatchAudienceChanged",
  batch__pause_changed: "trail.saidBatchPauseChanged",
  audience__created: "trail.saidAudienceCreated",
  task__added: "trail.saidTaskAdded",
  task__completed: "trail.saidTaskCompleted",
  task__resolved: "trail.saidTaskResolved",
  task__extended: "trail.saidTaskExtended",
  task__disputed: "trail.saidTaskDisputed",
  task__reopened: "trail.saidTaskReopened",
  task__cancelled: "trail.saidTaskCancelled",
  task__triaged: "trail.saidTaskTriaged",
  task__adjudicating: "trail.saidTaskAdjudicating",
  task__adjudication_released: "trail.saidTaskAdjudicationReleased",
  task__adjudicated: "trail.saidTaskAdjudicated",
  task__opened_for_verdicts: "trail.saidTaskOpenedForVerdicts",
  verify__completed: "trail.saidVerifyCompleted",
  verdicts__settled: "trail.saidVerdictsSettled",
  gold__ran_out: "trail.saidGoldRanOut",
  gold__stock_low: "trail.saidGoldStockLow",
  submission__made: "trail.saidSubmissionMade",
  submission__voided: "trail.saidSubmissionVoided",
  submissions__voided: "trail.saidSubmissionsVoided",
  voiding__requested: "trail.saidVoidingRequested",
  assignment__accepted: "trail.saidAssignmentAccepted",
  assignment__rejected: "trail.saidAssignmentRejected",
  assignment__reinstated: "trail.saidAssignmentReinstated",
  assignment__returned: "trail.saidAssignmentReturned",
  assignment__skipped: "trail.saidAssignmentSkipped",
  assignment__released: "trail.saidAssignmentReleased",
  gold__scored: "trail.saidGoldScored",
  assignment__expired: "trail.saidAssignmentExpired",
  assignment__laid_aside: "trail.saidAssignmentLaidAside",
  assignment__spare: "trail.saidAssignmentSpare",
  standing__set: "trail.saidStandingSet",
  restriction__made: "trail.saidRestrictionMade",
  restriction__lifted: "trail.saidRestrictionLifted",
  restriction__expired: "trail.saidRestrictionExpired",
  appeal__submitted: "trail.saidAppealSubmitted",
  appeal__taken: "trail.saidAppealTaken",
  appeal__upheld: "trail.saidAppealUpheld",
  appeal__rejected: "trail.saidAppealRejected",
  appeal__withdrawn: "trail.saidAppealWithdrawn",
  quality_rule__created: "trail.saidQualityRuleCreated",
  quality_rule__changed: "trail.saidQualityRuleChanged",
  quality_rule__switched: "trail.saidQualityRuleSwitched",
  rule__fired: "trail.saidRuleFired",
  rule_trial__requested: "trail.saidRuleTrialRequested",
  rule_trial__finished: "trail.saidRuleTrialFinished",
  gold_task__added: "trail.saidGoldTaskAdded",
  gold_task__retired: "trail.saidGoldTaskRetired",
  gold_task__reactivated: "trail.saidGoldTaskReactivated",
  gold_item__added: "trail.saidGoldItemAdded",
  gold_item__activated: "trail.saidGoldItemActivated",
  gold_item__suspended: "trail.saidGoldItemSuspended",
  gold_item__retired: "trail.saidGoldItemRetired",
  gold_item__contested: "trail.saidGoldItemContested",
  gold_item__contest_upheld: "trail.saidGoldItemContestUpheld",
  gold_item__contest_rejected: "trail.saidGoldItemContestRejected",
  gold_item__contest_withdrawn: "trail.saidGoldItemContestWithdrawn",
  gold_item__explained: "trail.saidGoldItemExplained",
  gold_item__corrected: "trail.saidGoldItemCorrected",
  gold_item__changed: "trail.saidGoldItemChanged",
  gold_item__promoted: "trail.saidGoldItemPromoted",
  gold_item__rescored: "trail.saidGoldItemRescored",
  gold_item__proposed: "trail.saidGoldItemProposed",
  dataset__created: "trail.saidDatasetCreated",
  item__added: "trail.saidItemAdded",
  item_records__added: "trail.saidItemRecordsAdded",
  import__created: "trail.saidImportCreated",
  import__started: "trail.saidImportStarted",
  import__finished: "trail.saidImportFinished",
  import__failed: "trail.saidImportFailed",
  import__cancelled: "trail.saidImportCancelled",
  consensus_run__requested: "trail.saidConsensusRunRequested",
  consensus_run__finished: "trail.saidConsensusRunFinished",
  consensus_run__cancelled: "trail.saidConsensusRunCancelled",
  release__requested: "trail.saidReleaseRequested",
  release__ready: "trail.saidReleaseReady",
  release__published: "trail.saidReleasePublished",
  release__failed: "trail.saidReleaseFailed",
  release__withdrawn: "trail.saidReleaseWithdrawn",
  export__requested: "trail.saidExportRequested",
  export__finished: "trail.saidExportFinished",
};

const UNKNOWN: Readonly<Record<string, string>> = {
  actor: "trail.service",
  item: "trail.aPicture",
  annotator: "trail.somebody",
  user: "trail.somebody",
};

const WORD = /\{(\w+)\}/g;
/** Many a batch is called "Batch 4". */
const TWICE = /\b[Bb]atch (?=[Bb]atch\b)/g;

/**
 * An event as a sentence, as the API says it where these texts have none. A part in brackets is
 * left out whole where one of its words is not known.
 */
export function told(line: Line, { t }: I18n): string {
  const key = line.code === null ? undefined : SENTENCES[keyOf(line.code)];
  if (key === undefined) return line.sentence;
  const { words } = line;
  const spoken = t(key).replace(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(WORD)].every(([, word]) => words[word ?? ""]) ? part : "",
  );
  const said = spoken.replace(
    WORD,
    (_, word: string) => words[word] || t(UNKNOWN[word] ?? "trail.nameless"),
  );
  const first = /^\{(\w+)\}/.exec(spoken)?.[1];
  const isName = first !== undefined && Boolean(words[first]);
  return (isName ? said : said.charAt(0).toUpperCase() + said.slice(1)).replace(TWICE, "");
}

function keyOf(code: NonNullable<Line["code"]>): keyof typeof SENTENCES {
  return code.replace(".", "__") as keyof typeof SENTENCES; // the same with underlines, see `Said`
}
