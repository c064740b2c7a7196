import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, Card, FormProblem, StatusBadge, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { RuleEditor } from "./RuleEditor";
import classes from "./Rules.module.css";
import { TrialPanel } from "./TrialPanel";
import { Trials } from "./Trials";
import { draftOf, type Rule, RULES, type TrialRow } from "./types";
import { ruleSentence } from "./words";

/** A rule as a sentence, with its switch, its dry run and the way to change it. */
export function RuleCard({ rule, trials }: { rule: Rule; trials: readonly TrialRow[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const project = useProject();
  const [isEditing, setEditing] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const place = { params: { path: { rule_id: rule.id } } };
  const flip = useSend({
    send: (_: void, headers) =>
      answerOf(
        rule.is_on
          ? api.POST("/api/v1/quality-rules/{rule_id}/switch-off", { ...place, headers })
          : api.POST("/api/v1/quality-rules/{rule_id}/switch-on", { ...place, headers }),
      ),
    stale: [apiKey(RULES)],
  });
  const leave = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/quality-rules/{rule_id}/switch-off", { ...place, headers })),
    stale: [apiKey(RULES)],
  });
  if (isEditing) return <RuleEditor rule={rule} onClose={() => setEditing(false)} />;
  return (
    <Card
      title={rule.title}
      action={
        <StatusBadge tone={rule.is_on ? "good" : "quiet"}>
          {t(rule.is_on ? "rules.on" : "rules.off")}
        </StatusBadge>
      }
    >
      <p className={classes.sentence}>
        {ruleSentence(draftOf(rule), project.gold_pass_mark, i18n)}
      </p>
      {rule.is_offered && (
        <Callout title={t("rules.offered")}>
          <p className={classes.offer}>{t("rules.offeredNote")}</p>
          <Button size="xs" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t("rules.leaveOff")}
          </Button>
        </Callout>
      )}
      <FormProblem problem={flip.error ?? leave.error} />
      <Group gap="sm">
        <Button size="xs" disabled={isTrying} onClick={() => setTrying(true)}>
          {t("rules.tryFirst")}
        </Button>
        <Button size="xs" loading={flip.isPending} onClick={() => flip.mutate()}>
          {t(rule.is_on ? "rules.switchOff" : "rules.switchOn")}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => setEditing(true)}>
          {t("rules.edit")}
        </Button>
        <span className={classes.record}>
          <Record rule={rule} />
        </span>
      </Group>
      {isTrying && (
        <TrialPanel
          projectId={project.id}
          ruleId={rule.id}
          draft={draftOf(rule)}
          onClose={() => setTrying(false)}
        />
      )}
      {!isTrying && <Trials rows={trials} rule={rule} />}
    </Card>
  );
}

/** How often it fired, and for how many it is in force. */
function Record({ rule }: { rule: Rule }) {
  const { t, day, list } = useI18n();
  if (rule.last_fired_at === null) return t("rules.never");
  const fired = t("rules.fired", { n: rule.firing_count, when: day(rule.last_fired_at) });
  return list(rule.open_count === 0 ? [fired] : [fired, t("rules.open", { n: rule.open_count })]);
}
