import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { skipAssignment, type SkipReason } from "@/api/work";
import { Problem } from "@/api/problem";
import { ProblemCard, useI18n } from "@/panels/shared";

const REASONS = {
  cannot_tell: "work.skipCannotTell",
  bad_image: "work.skipBadImage",
  other: "work.skipOther",
} as const;

interface SkipFormProps {
  assignmentId: number;
  /** Null while the dialog closes. */
  reason: SkipReason | null;
  note: string;
  onNote: (note: string) => void;
  /** Null closes the dialog. */
  onReason: (reason: SkipReason | null) => void;
  onSkipped: () => void;
}

/** What is said when a task is passed on. */
export function SkipForm(props: SkipFormProps) {
  const { assignmentId, reason, note, onNote, onReason, onSkipped } = props;
  const { t } = useI18n();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const skip = async () => {
    if (reason === null) return;
    setPending(true);
    setProblem(null);
    try {
      await skipAssignment(assignmentId, reason, note.trim());
      onReason(null);
      onSkipped();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Stack gap="md">
      <Radio.Group
        label={t("work.skipWhy")}
        value={reason ?? ""}
        onChange={(value) => onReason(value as SkipReason)}
      >
        <Stack gap="xs" mt="xs">
          {(Object.keys(REASONS) as SkipReason[]).map((key) => (
            <Radio key={key} value={key} label={t(REASONS[key])} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t("work.skipNote")}
        value={note}
        maxLength={500}
        onChange={(event) => onNote(event.currentTarget.value)}
      />
      {problem !== null && <ProblemCard problem={problem} />}
      <Group justify="flex-end">
        <Button variant="subtle" onClick={() => onReason(null)}>
          {t("work.goOn")}
        </Button>
        <Button variant="filled" loading={isPending} onClick={() => void skip()}>
          {t("work.skip")}
        </Button>
      </Group>
    </Stack>
  );
}
