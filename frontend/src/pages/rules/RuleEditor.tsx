import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import { MakeCard, Query, SavedMeanwhile, useI18n } from "@/panels/shared";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useProject } from "@/pages/shell/project";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { ActionFields } from "./ActionFields";
import classes from "./Rules.module.css";
import { StatisticFields } from "./StatisticFields";
import { type Catalogue, type Draft, draftOf, type Rule, RULES, STATISTICS } from "./types";
import { FIRST, FIRST_PARAMETERS, ruleSentence } from "./words";

const PATHS = [
  ...["name", "statistic", "last", "least", "threshold", "action"],
  ...["parameters.days", "parameters.gold_boost", "parameters.daily_cap"],
];
const NEW: Draft = {
  name: "",
  statistic: "gold_upper_bound",
  ...FIRST.gold_upper_bound,
  action: "notice",
  parameters: FIRST_PARAMETERS,
};

const CHANGED_MEANWHILE = "rule_moved";

/** A rule as it is written, and the revision it is written over: 0 for a new one. */
interface Written {
  readonly draft: Draft;
  readonly revision: number;
}

function writtenOf(rule: Rule | undefined): Written {
  if (rule === undefined) return { draft: NEW, revision: 0 };
  const parameters = { ...FIRST_PARAMETERS, ...rule.parameters };
  return { draft: { ...draftOf(rule), parameters }, revision: rule.revision };
}

interface RuleEditorProps {
  /** The rule that is changed; a new one without. */
  rule?: Rule;
  onClose: () => void;
}

/** The form of a rule, with the sentence it makes. */
export function RuleEditor({ rule, onClose }: RuleEditorProps) {
  const catalogue = useQuery(apiQuery(STATISTICS));
  return (
    <Query of={catalogue}>
      {(data) => <EditorForm catalogue={data} rule={rule} onClose={onClose} />}
    </Query>
  );
}

interface EditorFormProps {
  catalogue: Catalogue;
  rule: Rule | undefined;
  onClose: () => void;
}

function EditorForm({ catalogue, rule, onClose }: EditorFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const project = useProject();
  const {
    value: { draft, revision },
    set,
    isOvertaken,
    rebase,
    takeSaved,
    forget,
  } = useUnsaved(tabKey(useMe().id, `rule-${project.id}-${rule?.id ?? "new"}`), writtenOf(rule));
  const change = (part: Partial<Draft>) =>
    set((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const save = useSend({
    send: (body: Draft, headers) =>
      answerOf(
        rule === undefined
          ? api.POST(RULES, { params: { path: { project_id: project.id } }, body, headers })
          : api.PUT("/api/v1/quality-rules/{rule_id}", {
              params: { path: { rule_id: rule.id } },
              body: { ...body, revision },
            }),
      ),
    stale: [apiKey(RULES)],
    overtakenCode: CHANGED_MEANWHILE,
    onSuccess: close,
  });
  function close() {
    forget();
    onClose();
  }
  function keepMine() {
    const theirs = writtenOf(rule);
    rebase(theirs);
    set((before) => ({ ...before, revision: theirs.revision }));
  }
  const refusal = unsaid(save.error, CHANGED_MEANWHILE, isOvertaken);
  const fields = { draft, change, catalogue, problem: save.error };
  return (
    <MakeCard
      title={rule === undefined ? t("rules.addTitle") : t("rules.editTitle", { name: rule.title })}
      verb={t(rule === undefined ? "rules.create" : "rules.save")}
      problem={refusal}
      shownPaths={PATHS}
      isPending={save.isPending}
      onSubmit={() => save.mutate(draft)}
      onClose={close}
    >
      <StatisticFields {...fields} passMark={project.gold_pass_mark} />
      <ActionFields {...fields} />
      {isOvertaken && (
        <SavedMeanwhile
          at={rule?.changed_at}
          onTakeTheirs={takeSaved}
          onKeepMine={keepMine}
          onChosen={save.reset}
        />
      )}
      <p className={classes.sentence}>{ruleSentence(draft, project.gold_pass_mark, i18n)}</p>
    </MakeCard>
  );
}

export interface FieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  catalogue: Catalogue;
  problem: Error | null;
}
