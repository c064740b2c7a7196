import { Button, Kbd } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { missingAnswers } from "@/model/missing";
import { asksForShapes } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { toggleNothing, type StageParts } from "./AnnotationStage";
import { useBench, useEngine } from "./engine/context";
import { useShortcut } from "./stored-keys";
import { missingWords } from "./words";
import classes from "./Foot.module.css";

/** Skip and the like, what still needs an answer, and the two ways to be done. */
export function Foot({ parts }: { parts: StageParts }) {
  return (
    <div className={classes.foot}>
      <div className={classes.start}>{parts.footStart}</div>
      {parts.submit === null ? <div className={classes.missing} /> : <MissingNote />}
      <div className={classes.end}>
        {parts.actions}
        {parts.submit !== null && <Finish parts={parts} submit={parts.submit} />}
      </div>
    </div>
  );
}

/** "Nothing here" and "Submit". */
function Finish({ parts, submit }: { parts: StageParts; submit: () => void }) {
  return (
    <>
      <NothingButton />
      <SubmitButton parts={parts} submit={submit} />
    </>
  );
}

/** What still needs an answer, the first thing only; it is said again when it changes. */
export function MissingNote() {
  const { t } = useI18n();
  const document = useBench((state) => state.document);
  const schema = useBench((state) => state.schema);
  const image = useBench((state) => state.image);
  const [first] = useMemo(() => missingAnswers(document, schema, image), [document, schema, image]);
  return (
    <div className={classes.missing} role="status">
      {first !== undefined && first.type !== "nothing_drawn" && (
        <span className={classes.caution}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          {missingWords(first, t)}
        </span>
      )}
      {first?.type === "nothing_drawn" && (
        <span className={classes.quiet}>{missingWords(first, t)}</span>
      )}
    </div>
  );
}

export function NothingButton({ size }: { size?: string }) {
  const { t } = useI18n();
  const engine = useEngine();
  const [isRefused, setRefused] = useState(false);
  const hasLabels = useBench((state) => asksForShapes(state.schema));
  const isNothing = useBench((state) => state.document.is_nothing_here);
  const count = useBench((state) => state.document.shapes.length);
  if (!hasLabels) return null;
  return (
    <Button
      className={classes.nothing}
      size={size ?? "sm"}
      aria-pressed={isNothing}
      data-on={isNothing || undefined}
      onClick={() => {
        setRefused(count > 0);
        toggleNothing(engine);
      }}
    >
      {isRefused && count > 0
        ? t("workspace.nothingRefused", { n: count })
        : t("workspace.nothingHere")}
    </Button>
  );
}

export function SubmitButton({
  parts,
  submit,
  size,
}: {
  parts: StageParts;
  submit: () => void;
  size?: string;
}) {
  const { t } = useI18n();
  const shortcut = useShortcut("task.submit").replace("Enter", "↵");
  return (
    <Button
      className={classes.submit}
      variant="filled"
      size={size ?? "sm"}
      loading={parts.isSubmitting}
      onClick={submit}
    >
      {parts.submitWords ?? t("workspace.submit")}
      {size === undefined && (
        <Kbd className={classes.kbd} aria-hidden>
          {shortcut}
        </Kbd>
      )}
    </Button>
  );
}
