import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import {
  DataTable,
  FormProblem,
  ImageThumb,
  RemoveButton,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { type Analysis, type BankQuestion, nameOf, QUESTION_PATH, staleBank } from "./bank";
import { QuestionDialog } from "./QuestionDialog";
import classes from "./Training.module.css";
import { DIFFICULTY_NAMES } from "./words";

const DIFFICULTIES = ["easy", "middle", "hard"] as const;

interface BankTableProps {
  rows: readonly BankQuestion[];
  analysis: Analysis | undefined;
  place: { project_id: number };
}

/** The questions with how people do on them: how hard they are, whether they tell people apart. */
export function BankTable({ rows, analysis, place }: BankTableProps) {
  const { t, number } = useI18n();
  const [lookedId, look] = useState<number | null>(null);
  const stale = staleBank(place);
  const remove = useSend({
    send: (question_id: number) =>
      answerOf(api.DELETE(QUESTION_PATH, { params: { path: { question_id } } })),
    stale,
  });
  const grade = useSend({
    send: ({ id, ...body }: { id: number; difficulty: (typeof DIFFICULTIES)[number] }) =>
      answerOf(api.PATCH(QUESTION_PATH, { params: { path: { question_id: id } }, body })),
    stale,
  });
  const found = (row: BankQuestion) =>
    analysis?.questions.find(({ question_id: id }) => id === row.id);
  return (
    <>
      <FormProblem problem={grade.error} />
      <DataTable
        caption={t("training.bank")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "picture",
            title: "",
            cell: (row) =>
              row.item && <ImageThumb src={row.item.thumbnail_url} alt="" width={40} height={30} />,
          },
          {
            key: "question",
            title: t("training.question"),
            isRowHeader: true,
            cell: (row) => (
              <>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  ms={-8}
                  classNames={{ root: classes.named, label: classes.name }}
                  onClick={() => look(row.id)}
                >
                  {nameOf(row)}
                </Button>{" "}
                {row.since_major !== null && (
                  <StatusBadge tone="plain">
                    {t("training.aboutMajor", { major: row.since_major })}
                  </StatusBadge>
                )}
              </>
            ),
          },
          {
            key: "decisions",
            title: t("training.decisionsColumn"),
            isNumber: true,
            cell: (row) => number(row.decision_count),
          },
          {
            key: "difficulty",
            title: t("training.difficulty"),
            cell: (row) => (
              <Select
                size="xs"
                w={104}
                aria-label={t("training.difficultyOf", { name: nameOf(row) })}
                allowDeselect={false}
                data={DIFFICULTIES.map((value) => ({ value, label: t(DIFFICULTY_NAMES[value]) }))}
                value={row.difficulty}
                onChange={(value) =>
                  grade.mutate({ id: row.id, difficulty: value as (typeof DIFFICULTIES)[number] })
                }
              />
            ),
          },
          {
            key: "right",
            title: t("training.rightColumn"),
            cell: (row) => {
              const one = found(row);
              if (one === undefined) return t("training.notAsked");
              return t("training.rightOf", { right: one.right, n: one.n });
            },
          },
          {
            key: "discrimination",
            title: t("training.discrimination"),
            isNumber: true,
            cell: (row) => {
              const value = found(row)?.discrimination ?? null;
              return value === null ? t("training.tooFew") : number(value, 2);
            },
          },
          {
            key: "verdict",
            title: "",
            cell: (row) =>
              found(row)?.is_suspicious && (
                <StatusBadge tone="caution">{t("training.suspicious")}</StatusBadge>
              ),
          },
          {
            key: "remove",
            title: "",
            cell: (row) => (
              <RemoveButton
                name={nameOf(row)}
                note={t("training.removeFromBankNote")}
                of={remove}
                id={row.id}
              />
            ),
          },
        ]}
      />
      <QuestionDialog
        question={rows.find(({ id }) => id === lookedId) ?? null}
        place={place}
        onClose={() => look(null)}
      />
      <p>{t("training.analysisNote", { n: analysis?.attempts ?? 0 })}</p>
    </>
  );
}
