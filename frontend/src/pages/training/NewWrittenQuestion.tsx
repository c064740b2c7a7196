import { Button, Group, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Form, FormProblem, NumberField, TextArea, TextField, useI18n } from "@/panels/shared";
import type { Item } from "@/pages/drawing/ItemPicker";
import { BANK_PATH, staleBank } from "./bank";
import { type Meta, MetaFields, NO_META } from "./MetaFields";
import classes from "./Quiz.module.css";
import { ShownPicture } from "./ShownPicture";
import { TYPE_NAMES } from "./words";
import { type WrittenDraft, writtenFrom } from "./written";

const TYPES = ["single", "several", "order", "number"] as const;
const EMPTY: WrittenDraft = {
  type: "single",
  text: "",
  options: "",
  value: "",
  tolerance: "",
  unit: "",
};
const SHOWN = ["asked.text", "asked/options", "known"];

interface NewWrittenQuestionProps {
  projectId: number;
  onDone: () => void;
}

/** A question in words, with a picture or none: one choice, several, an order or a number. */
export function NewWrittenQuestion({ projectId, onDone }: NewWrittenQuestionProps) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const [draft, setDraft] = useState(EMPTY);
  const [explanation, setExplanation] = useState("");
  const [meta, setMeta] = useState<Meta>(NO_META);
  const [item, setItem] = useState<Item | null>(null);
  const change = (part: Partial<WrittenDraft>) => setDraft((before) => ({ ...before, ...part }));
  const add = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(BANK_PATH, {
          params: { path: place },
          body: { ...writtenFrom(draft), ...meta, explanation, item_id: item?.id ?? null },
          headers,
        }),
      ),
    stale: staleBank(place),
    onSuccess: () => {
      setDraft({ ...EMPTY, type: draft.type });
      setExplanation("");
      setItem(null);
    },
  });
  function submit() {
    add.mutate();
  }
  return (
    <Form onSubmit={submit}>
      <SegmentedControl
        aria-label={t("training.type")}
        value={draft.type}
        onChange={(type) => change({ type: type as WrittenDraft["type"] })}
        data={TYPES.map((value) => ({ value, label: t(TYPE_NAMES[value]) }))}
      />
      <TextField
        label={t("training.questionText")}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        problem={add.error}
        path="asked.text"
        required
      />
      {draft.type === "number" ? (
        <div className={classes.meta}>
          <NumberField
            label={t("training.rightNumber")}
            value={draft.value}
            onChange={(value) => change({ value: value === "" ? "" : Number(value) })}
            allowNegative
            problem={add.error}
            path="known"
            required
          />
          <NumberField
            label={t("training.tolerance")}
            value={draft.tolerance}
            onChange={(value) => change({ tolerance: value === "" ? "" : Number(value) })}
          />
          <TextField
            label={t("training.unit")}
            value={draft.unit}
            onChange={(event) => change({ unit: event.currentTarget.value })}
          />
        </div>
      ) : (
        <TextArea
          label={t(draft.type === "order" ? "training.optionsInOrder" : "training.questionOptions")}
          value={draft.options}
          onChange={(event) => change({ options: event.currentTarget.value })}
          problem={add.error}
          path="known"
          required
        />
      )}
      <TextField
        label={t("training.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
      <ShownPicture item={item} onPick={setItem} />
      <MetaFields meta={meta} onChange={setMeta} />
      <FormProblem problem={add.error} shownPaths={SHOWN} />
      <Group>
        <Button type="submit" loading={add.isPending}>
          {t("training.addQuestion")}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t("training.done")}
        </Button>
      </Group>
    </Form>
  );
}
