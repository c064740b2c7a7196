import { Button, FileButton } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { IconPhotoPlus } from "@tabler/icons-react";
import { type ChangeEvent, useState } from "react";
import { Callout, FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import { FromBucket } from "./FromBucket";
import classes from "./Items.module.css";
import { StopDialog } from "./StopDialog";
import type { Sending, Upload } from "./useUpload";

const ACCEPTED = "image/jpeg,image/png,image/tiff,application/zip,.zip,.jpg,.jpeg,.png,.tif,.tiff";

const MEGABYTE = 1_000_000;
const MOST_NAMES = 10;
/** React knows the attribute by its type only since lately. */
const FOLDER = { webkitdirectory: "" } as Record<string, string>;

interface UploadBoxProps {
  upload: Upload;
  organisationId: number;
}

/**
 * Where files are dropped or chosen; while they go, how many have left.
 *
 * The browser's own file input covers the box: it takes drops, clicks and keys by itself.
 */
export function UploadBox({ upload, organisationId }: UploadBoxProps) {
  const { t } = useI18n();
  const [isOver, setOver] = useState(false);
  function send(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = ""; // the same file may be chosen again
    setOver(false);
    if (files.length > 0) void upload.send(files);
  }
  if (upload.sending !== null) return <Sent sending={upload.sending} onStop={upload.stop} />;
  return (
    <>
      <div className={classes.drop} data-over={isOver}>
        <IconPhotoPlus size={20} stroke={1.6} aria-hidden />
        <span>{t("items.drop")}</span>
        <Button variant="filled" component="span" aria-hidden>
          {t("items.add")}
        </Button>
        <input
          type="file"
          multiple
          accept={ACCEPTED}
          aria-label={t("items.add")}
          className={classes.files}
          onChange={send}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
        />
      </div>
      <p className={classes.count}>{t("items.limits")}</p>
      <div className={classes.folder}>
        <FileButton onChange={(files) => void upload.send(files)} multiple inputProps={FOLDER}>
          {(props) => (
            <Button size="xs" {...props}>
              {t("items.addFolder")}
            </Button>
          )}
        </FileButton>
        <FileButton
          accept=".csv,.jsonl,.txt"
          onChange={(list) => {
            if (list !== null) void upload.sendList(list);
          }}
        >
          {(props) => (
            <Button size="xs" {...props}>
              {t("items.addList")}
            </Button>
          )}
        </FileButton>
        <FromBucket
          organisationId={organisationId}
          onImport={(bucketId, prefix) => void upload.takeBucket(bucketId, prefix)}
        />
      </div>
      <FormProblem problem={upload.problem} />
      {upload.unreadable.length > 0 && (
        <Callout tone="caution" title={t("items.unreadable", { n: upload.unreadable.length })}>
          {t("items.unreadableNote", { names: upload.unreadable.slice(0, MOST_NAMES).join(", ") })}
        </Callout>
      )}
      {upload.tooLarge.length > 0 && (
        <Callout tone="caution" title={t("items.tooLarge", { n: upload.tooLarge.length })}>
          <ul>
            {upload.tooLarge.slice(0, MOST_NAMES).map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </>
  );
}

/** How much is there; a broken connection is waited for, and said. */
function Sent({ sending, onStop }: { sending: Sending; onStop: () => void }) {
  const { t } = useI18n();
  const { online } = useNetwork();
  const [isAsking, setAsking] = useState(false);
  const heard = sending.isWaiting ? "items.unanswered" : "items.megabytes";
  return (
    <div className={classes.sent}>
      <ProgressBar
        label={t("items.sendingFiles", { n: sending.files })}
        done={Math.round(sending.done / MEGABYTE)}
        total={Math.max(1, Math.round(sending.total / MEGABYTE))}
      />
      <p className={classes.count} role="status">
        {t(online ? heard : "items.waiting")}
      </p>
      <Button size="xs" onClick={() => setAsking(true)}>
        {t("items.cancel")}
      </Button>
      <StopDialog
        opened={isAsking}
        keptDays={sending.keptDays}
        onConfirm={onStop}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
