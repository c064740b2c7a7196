import { Button, Kbd } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconPencil, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import type { LabelVerdict } from "@/api/work";
import type { AnnotationDocument } from "@/model/document";
import {
  AnnotationStage,
  MarkLayer,
  useIsPhone,
  useKeptShortcut,
  type AnnotationStageProps,
} from "@/panels/workspace";
import { useI18n } from "@/panels/shared";
import type { KeyAction } from "@/tools/key-table";
import { ObjectionForm } from "./ObjectionForm";
import type { TabKey } from "@/pages/shell/kept-in-tab";
import { useObjection } from "./use-objection";
import classes from "./Verify.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

type Mode = "look" | "reject" | "fix";
const MODES: Readonly<Record<string, Mode>> = {
  "verdict.reject": "reject",
  "verdict.fix": "fix",
};

interface VerifyStageProps {
  /** The label that is judged; `stage.document` is what a correction begins with. */
  subject: AnnotationDocument;
  /** What is said of it is kept under this. */
  keptAs: TabKey;
  stage: AnnotationStageProps;
  onVerdict: (verdict: LabelVerdict) => void;
}

/** A label of other people: it is right, or it is corrected, or it goes back. */
export function VerifyStage({ subject, keptAs, stage, onVerdict }: VerifyStageProps) {
  const { t } = useI18n();
  const [corrected, setCorrected] = useState(stage.document);
  const said = useObjection(keptAs);
  const [mode, setMode] = useState<Mode>(() => {
    if (!isSame(stage.document, subject)) return "fix";
    return said.wasKept ? "reject" : "look";
  });
  const turn = (to: Mode) => {
    setMode(to);
    said.askAfresh();
  };
  const judge = (verdict: LabelVerdict) => {
    said.forget();
    onVerdict(verdict);
  };
  const accept = () => judge({ outcome: "accept" });
  const reject = () => {
    const objection = said.finished(true);
    if (objection !== null) judge({ outcome: "reject", ...objection });
  };
  const fix = (document: AnnotationDocument) => {
    const objection = said.finished(false);
    if (objection !== null) judge({ outcome: "fix", ...objection, document });
  };
  return (
    <AnnotationStage
      {...stage}
      key={mode === "fix" ? "fix" : "look"}
      document={mode === "fix" ? corrected : subject}
      canEdit={mode === "fix"}
      onChange={(document) => {
        setCorrected(document);
        stage.onChange?.(document);
      }}
      onSubmit={mode === "fix" ? fix : undefined}
      submitWords={t("work.verifySendFix")}
      onTaskKey={(action) => {
        if (mode === "look" && action === "verdict.accept") accept();
        else if (mode === "look" && action in MODES) turn(MODES[action] ?? "look");
        else return stage.onTaskKey?.(action) ?? false;
        return true;
      }}
      over={
        mode === "reject" && (
          <MarkLayer
            marks={said.objection.marks}
            onChange={said.setMarks}
            onPlaced={said.wantMark}
          />
        )
      }
      aside={
        mode === "look" ? (
          <Intro />
        ) : (
          <ObjectionForm
            key={mode}
            title={t(mode === "fix" ? "work.verifyFixTitle" : "work.verifyRejectTitle")}
            objection={said.objection}
            onChange={said.setObjection}
            isReasonMissing={said.isReasonMissing}
            marks={mode === "reject" ? { size: stage.picture, wanted: said.wanted } : null}
          />
        )
      }
      actions={
        mode === "look" ? (
          <Choices onTurn={turn} onAccept={accept} isSending={stage.isSubmitting ?? false} />
        ) : (
          <Back
            onBack={() => turn("look")}
            onReject={mode === "reject" ? reject : undefined}
            isSending={stage.isSubmitting ?? false}
          />
        )
      }
    />
  );
}

function isSame(one: AnnotationDocument, other: AnnotationDocument): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function Intro() {
  const { t } = useI18n();
  return (
    <div className={classes.form}>
      <h2 className={classes.heading}>{t("work.verifyTitle")}</h2>
      <p className={classes.words}>{t("work.verifyWords")}</p>
    </div>
  );
}

interface ChoicesProps {
  onTurn: (mode: Mode) => void;
  onAccept: () => void;
  isSending: boolean;
}

function Choices({ onTurn, onAccept, isSending }: ChoicesProps) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  // Three words beside each other leave no room for icons there.
  const icon = (Icon: typeof IconCheck) => (isPhone ? null : <Icon {...ICON} />);
  const form = { size: isPhone ? "md" : "sm", px: isPhone ? 4 : undefined };
  return (
    <>
      <Button {...form} leftSection={icon(IconArrowBackUp)} onClick={() => onTurn("reject")}>
        {t("work.verifyReject")}
        <Key action="verdict.reject" />
      </Button>
      <Button {...form} leftSection={icon(IconPencil)} onClick={() => onTurn("fix")}>
        {t("work.verifyFix")}
        <Key action="verdict.fix" />
      </Button>
      <Button
        {...form}
        variant="filled"
        leftSection={icon(IconCheck)}
        loading={isSending}
        onClick={onAccept}
      >
        {t("work.verifyAccept")}
        <Key action="verdict.accept" />
      </Button>
    </>
  );
}

interface BackProps {
  onBack: () => void;
  /** Undefined where the stage has its own button to be done. */
  onReject: (() => void) | undefined;
  isSending: boolean;
}

function Back({ onBack, onReject, isSending }: BackProps) {
  const { t } = useI18n();
  const size = useIsPhone() ? "md" : "sm";
  return (
    <>
      <Button size={size} variant="subtle" onClick={onBack}>
        {t("work.verifyBack")}
      </Button>
      {onReject !== undefined && (
        <Button
          size={size}
          variant="filled"
          leftSection={<IconSend {...ICON} />}
          loading={isSending}
          onClick={onReject}
        >
          {t("work.verifySendBack")}
        </Button>
      )}
    </>
  );
}

function Key({ action }: { action: KeyAction }) {
  return (
    <Kbd className={classes.kbd} aria-hidden>
      {useKeptShortcut(action)}
    </Kbd>
  );
}
