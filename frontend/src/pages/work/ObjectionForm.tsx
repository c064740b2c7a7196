import { Radio, Stack, Textarea } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Objection } from "@/api/work";
import { REASON_CODES, REASON_NAMES } from "@/pages/standing/words";
import { MarkList } from "@/panels/workspace";
import { useI18n } from "@/panels/shared";
import classes from "./Verify.module.css";

interface ObjectionFormProps {
  title: string;
  objection: Objection;
  onChange: (objection: Objection) => void;
  /** The reason is missing, and was asked for. */
  isReasonMissing: boolean;
  /** Null where marks are of no use: the right label says it all. */
  marks: {
    size: { readonly width_px: number; readonly height_px: number };
    wanted: { readonly index: number; readonly asked: number } | null;
  } | null;
}

/** What is wrong with a label: a reason, a note, and marks on the picture. */
export function ObjectionForm(props: ObjectionFormProps) {
  const { title, objection, onChange, isReasonMissing, marks } = props;
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const needsNote = objection.reason_code === "other" && objection.note.trim() === "";
  return (
    <Stack gap="sm" className={classes.form}>
      <h2 ref={heading} tabIndex={-1} className={classes.heading}>
        {title}
      </h2>
      <Radio.Group
        label={t("work.verifyReason")}
        value={objection.reason_code}
        error={isReasonMissing && t("work.verifyReasonMissing")}
        onChange={(reason_code) => onChange({ ...objection, reason_code })}
      >
        <Stack gap={8} mt={6}>
          {REASON_CODES.map((code) => (
            <Radio key={code} value={code} label={t(REASON_NAMES[code])} />
          ))}
        </Stack>
      </Radio.Group>
      {marks !== null && (
        <MarkList
          marks={objection.marks}
          size={marks.size}
          wanted={marks.wanted}
          onChange={(changed) => onChange({ ...objection, marks: changed })}
        />
      )}
      <Textarea
        label={t("work.verifyNote")}
        size="xs"
        rows={2}
        maxLength={500}
        value={objection.note}
        error={isReasonMissing && needsNote && t("work.verifyNoteMissing")}
        onChange={(event) => onChange({ ...objection, note: event.currentTarget.value })}
      />
    </Stack>
  );
}
