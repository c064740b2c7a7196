import { Button } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { type ChangeEvent, useState } from "react";
import { FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import classes from "./Items.module.css";
import type { Upload } from "./useUpload";

const ACCEPTED = "image/jpeg,image/png,application/zip,.zip,.jpg,.jpeg,.png";

/**
 * Where files are dropped or chosen; while they go, how many have left.
 *
 * The browser's own file input covers the box: it takes drops, clicks and keys by itself.
 */
export function UploadBox({ upload }: { upload: Upload }) {
  const { t } = useI18n();
  const [isOver, setOver] = useState(false);
  function send(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = ""; // the same file may be chosen again
    setOver(false);
    if (files.length > 0) void upload.send(files);
  }
  if (upload.sending !== null) {
    const { done, total } = upload.sending;
    return <ProgressBar label={t("items.sending")} done={done} total={total} />;
  }
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
      <FormProblem problem={upload.problem} />
    </>
  );
}
