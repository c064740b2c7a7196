import { VisuallyHidden } from "@mantine/core";
import { useCallback, useState } from "react";
import { useI18n } from "@/panels/shared";
import type { Notice } from "@/tools/commands";
import { useEngine, useNotices } from "./engine/context";
import { noticeWords } from "./words";

/** Tells a screen reader what happens on the stage. */
export function Announcer() {
  const { t } = useI18n();
  const { bench } = useEngine();
  const [words, setWords] = useState("");
  const hear = useCallback(
    (notice: Notice) => setWords(noticeWords(notice, bench.state.schema, t)),
    [bench, t],
  );
  useNotices(hear);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}
