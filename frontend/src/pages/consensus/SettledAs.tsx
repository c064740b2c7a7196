import { useI18n } from "@/panels/shared";
import { MarkList, type StagePicture } from "@/panels/workspace";
import { REASONS } from "@/pages/adjudication/words";
import side from "./Side.module.css";
import type { Result } from "./TaskPage";

interface SettledAsProps {
  settled: NonNullable<Result["settled"]>;
  picture: StagePicture;
}

/** Why a reviewer settled it so, in their words, and what they say of places on the picture. */
export function SettledAs({ settled: { reason, note, marks = [] }, picture }: SettledAsProps) {
  const { t } = useI18n();
  return (
    <section>
      <h2 className={side.heading}>{t("consensus.settledAs")}</h2>
      <p>{t(REASONS[reason])}</p>
      {note !== undefined && note !== "" && <blockquote>{note}</blockquote>}
      {marks.length > 0 && <MarkList marks={marks} size={picture} />}
    </section>
  );
}
