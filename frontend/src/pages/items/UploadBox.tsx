import { Button, FileButton } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import classes from "./Items.module.css";
import type { Upload } from "./useUpload";

const ACCEPTED = "image/jpeg,image/png,application/zip,.zip,.jpg,.jpeg,.png";

/** Where files are dropped or chosen; while they go, how many have left. */
export function UploadBox({ upload }: { upload: Upload }) {
  const { t } = useI18n();
  const [isOver, setOver] = useState(false);
  const send = (files: readonly File[]) => {
    if (files.length > 0) void upload.send(files);
  };
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    send([...event.dataTransfer.files]);
  }
  if (upload.sending !== null) {
    const { done, total } = upload.sending;
    return <ProgressBar label={t("items.sending")} done={done} total={total} />;
  }
  return (
    <>
      <div
        role="group"
        aria-label={t("items.drop")}
        className={classes.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconPhotoPlus size={20} stroke={1.6} aria-hidden />
        <span>{t("items.drop")}</span>
        <FileButton multiple accept={ACCEPTED} onChange={send}>
          {(props) => (
            <Button variant="filled" {...props}>
              {t("items.add")}
            </Button>
          )}
        </FileButton>
      </div>
      <FormProblem problem={upload.problem} />
    </>
  );
}
