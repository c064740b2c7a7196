import { Button } from "@mantine/core";
import { IconCamera, IconPhotoPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useEffect, useState } from "react";
import { newKey } from "@/api/intent";
import { Problem } from "@/api/problem";
import { uploadFile } from "@/api/upload";
import {
  Callout,
  Card,
  ConfirmDialog,
  ImageThumb,
  ProgressBar,
  SelectField,
  SuccessCard,
  useI18n,
} from "@/panels/shared";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import classes from "./Collecting.module.css";
import { type Brief, leftOf, type OwnAsset, staleOf } from "./collecting";
import {
  followSending,
  forgetSettled,
  IDLE,
  type Photograph,
  putSending,
  type Sending,
  useSending,
} from "./sending";

/**
 * Takes a photograph or a file for one kind, and says at once what became of it. What is kept stays
 * to be sent or given up where nothing more is wanted, too: it may have arrived.
 */
export function Sender({ brief }: { brief: Brief }) {
  const { t } = useI18n();
  const upload = useCollected(brief.project_id);
  if (!brief.is_open && !upload.hasWords) return null;
  return (
    <Card title={t("collecting.sendOne")} titleSize="section">
      <div className={classes.body}>
        {upload.share !== null ? (
          <ProgressBar
            label={t("collecting.sending")}
            done={Math.round(100 * upload.share)}
            total={100}
          />
        ) : upload.kept !== null ? (
          <Unsent kept={upload.kept} onAgain={upload.again} onGiveUp={upload.giveUp} />
        ) : (
          brief.is_open && <NextPicture brief={brief} onSend={upload.send} />
        )}
        <div aria-live="polite">
          {upload.problem !== null && <Refused problem={upload.problem} />}
          {upload.isTaken && <SuccessCard title={t("collecting.taken")} />}
        </div>
      </div>
    </Card>
  );
}

interface NextPictureProps {
  brief: Brief;
  onSend: (file: File, stratumId: number) => void;
}

/** For which kind, and from where: the camera or a file. */
function NextPicture({ brief, onSend }: NextPictureProps) {
  const { t } = useI18n();
  const open = brief.strata.filter((one) => leftOf(one) > 0);
  const [chosen, setChosen] = useState<number | null>(null);
  const kind = open.find(({ id }) => id === chosen) ?? open[0];
  if (kind === undefined) return <Callout title={t("collecting.full")} />;
  const send = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = ""; // the same file may be chosen again
    if (file !== undefined) onSend(file, kind.id);
  };
  return (
    <>
      <SelectField
        label={t("collecting.kind")}
        data={open.map((one) => ({
          value: String(one.id),
          label: `${one.name} (${t("collecting.left", { n: leftOf(one) })})`,
        }))}
        value={String(kind.id)}
        allowDeselect={false}
        onChange={(value) => setChosen(Number(value))}
        problem={null}
        path="stratum_id"
      />
      <div className={classes.camera}>
        <IconCamera size={20} stroke={1.6} aria-hidden />
        {t("collecting.photograph")}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          aria-label={t("collecting.photograph")}
          className={classes.file}
          onChange={send}
        />
      </div>
      <div className={classes.camera} data-quiet>
        <IconPhotoPlus size={20} stroke={1.6} aria-hidden />
        {t("collecting.choose")}
        <input
          type="file"
          accept="image/jpeg,image/png"
          aria-label={t("collecting.choose")}
          className={classes.file}
          onChange={send}
        />
      </div>
    </>
  );
}

/** Why a picture was refused, with its twin where that is the person's own. */
function Refused({ problem }: { problem: Problem }) {
  const { t } = useI18n();
  const twin = problem.fieldMessage("twin_id");
  return (
    <Callout tone="caution" title={t("collecting.notTaken")}>
      <div className={classes.refused}>
        {twin !== undefined && (
          <ImageThumb
            src={`/api/v1/collected/${twin}/thumbnail`}
            alt={t("collecting.twin")}
            width={72}
          />
        )}
        <span>{problem.detail === "" ? problem.title : problem.detail}</span>
      </div>
    </Callout>
  );
}

interface UnsentProps {
  kept: Photograph;
  onAgain: () => void;
  onGiveUp: () => void;
}

/** A photograph may lie nowhere else than in this page: it is kept until it is sent or given up. */
function Unsent({ kept, onAgain, onGiveUp }: UnsentProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  return (
    <Callout tone="caution" title={t("collecting.unsent")}>
      <div className={classes.body}>
        <span>{t("collecting.unsentNote", { name: kept.file.name })}</span>
        <Button variant="filled" onClick={onAgain}>
          {t("collecting.sendAgain")}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t("collecting.giveUp")}
        </Button>
        <ConfirmDialog
          opened={isAsking}
          title={t("collecting.giveUpTitle")}
          verb={t("collecting.giveUp")}
          isDangerous
          onConfirm={onGiveUp}
          onClose={() => setAsking(false)}
        >
          {t("collecting.giveUpNote")}
        </ConfirmDialog>
      </div>
    </Callout>
  );
}

/** One picture on its way; it goes on, and is kept, while the person is elsewhere on the page. */
function useCollected(projectId: number) {
  const queryClient = useQueryClient();
  const place = tabKey(useMe().id, `collecting-${projectId}`);
  const sending = useSending(place);
  const { photograph, share, problem, isTaken } = sending;
  const kept = share === null ? photograph : null;
  useWarningBeforeLeaving(kept !== null);
  useEffect(() => () => forgetSettled(place), [place]);

  async function send(sent: Photograph) {
    putSending(place, { ...IDLE, photograph: sent, share: 0 });
    const follow = (to: Partial<Sending>) => followSending(place, sent, { ...IDLE, ...to });
    try {
      await uploadFile<OwnAsset>(`/api/v1/projects/${projectId}/my-collected`, sent.file, {
        headers: { "Idempotency-Key": sent.key },
        fields: { stratum_id: String(sent.stratumId) },
        onProgress: (share) => follow({ photograph: sent, share }),
      });
      follow({ isTaken: true });
    } catch (error) {
      if (!(error instanceof Problem)) {
        follow({ photograph: sent });
        throw error;
      }
      follow({ problem: error, photograph: isWorthAnotherTry(error) ? sent : null });
    } finally {
      await Promise.all(
        staleOf(projectId).map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
    }
  }
  return {
    share,
    problem,
    isTaken,
    kept,
    hasWords: sending !== IDLE,
    send: (file: File, stratumId: number) => void send({ file, stratumId, key: newKey() }),
    again: () => {
      if (kept !== null) void send({ ...kept });
    },
    giveUp: () => putSending(place, IDLE),
  };
}

/** No answer, a server that failed or is busy, a session that ended: the picture is not at fault. */
function isWorthAnotherTry(problem: Problem): boolean {
  return problem.mayHaveHappened || [401, 429].includes(problem.status);
}

function useWarningBeforeLeaving(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOn]);
}
