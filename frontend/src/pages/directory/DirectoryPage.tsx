import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, EmptyState, ListPage, Row, Rows, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import classes from "./Directory.module.css";
import { Standing } from "./Standing";
import { type CommunitySeen, JOINING_NAMES } from "./types";

/** Every community the reader may know of, and how they stand to it. */
export default function DirectoryPage() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const found = useQuery(apiQuery("/api/v1/directory", { params: { query: { page } } }));
  return (
    <ListPage
      title={t("directory.title")}
      note={t("directory.note")}
      of={found}
      page={page}
      onPage={setPage}
      empty={
        <EmptyState icon={IconUsersGroup} title={t("directory.noneTitle")}>
          {t("directory.none")}
        </EmptyState>
      }
    >
      {(rows) => (
        <Card isFlush>
          <Rows>
            {rows.map((row) => (
              <Entry key={row.id} of={row} />
            ))}
          </Rows>
        </Card>
      )}
    </ListPage>
  );
}

function Entry({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const missing = of.clauses.filter(({ is_met: isMet }) => !isMet);
  return (
    <Row>
      <div className={classes.entry}>
        <div className={classes.what}>
          <h2 className={classes.name}>
            <Link to="/communities/$communityId" params={{ communityId: of.id }}>
              {of.name}
            </Link>
          </h2>
          <p className={classes.note}>
            {of.organisation_name} · {t(JOINING_NAMES[of.joining])} ·{" "}
            {t("directory.members", { n: of.member_count })}
          </p>
          {of.description !== "" && <p className={classes.words}>{of.description}</p>}
          {of.membership === null && missing.length > 0 && (
            <p className={classes.note}>
              {t("directory.need", { what: missing.map(({ sentence }) => sentence).join("; ") })}
            </p>
          )}
        </div>
        <Standing of={of} />
      </div>
    </Row>
  );
}
