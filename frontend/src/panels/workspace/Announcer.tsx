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
  const [said, setSaid] = useState({ words: "", turn: 0 });
  const hear = useCallback(
    (notice: Notice) => {
      const words = noticeWords(notice, bench.state.schema, t);
      setSaid(({ turn }) => ({ words, turn: turn + 1 }));
    },
    [bench, t],
  );
  useNotices(hear);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {/* Another element each time: what is said twice, such as "Undone.", is heard twice. */}
      <span key={said.turn}>{said.words}</span>
    </VisuallyHidden>
  );
}
