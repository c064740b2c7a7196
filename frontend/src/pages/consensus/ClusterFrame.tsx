import type { ReactNode } from "react";
import { useI18n } from "@/panels/shared";
import side from "./Side.module.css";

interface ClusterFrameProps {
  title: string;
  count: number;
  /** Rows of the table, `data-chosen` and `data-left-out` where they are that. */
  children: ReactNode;
}

/** The table of what was drawn, by how many and how sure, wherever it is shown. */
export function ClusterFrame({ title, count, children }: ClusterFrameProps) {
  const { t } = useI18n();
  return (
    <section aria-labelledby="clusters">
      <h2 id="clusters" className={side.heading}>
        {title} <small>{t("consensus.found", { n: count })}</small>
        <span className={side.under}>{t("consensus.under")}</span>
      </h2>
      <div className={side.scroll}>
        <table className={side.table}>
          <thead>
            <tr>
              <th scope="col">{t("consensus.label")}</th>
              <th scope="col">{t("consensus.drawn")}</th>
              <th scope="col">{t("consensus.exists")}</th>
              <th scope="col">{t("consensus.class")}</th>
              <th scope="col">{t("consensus.iou")}</th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {count === 0 && <p>{t("consensus.nothingHere")}</p>}
    </section>
  );
}
