import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { Card, PagedQuery, Row, Rows, useI18n } from "@/panels/shared";
import { RestrictionWords } from "@/pages/standing/RestrictionWords";
import type { OwnRestriction } from "@/pages/standing/words";
import { AppealButton } from "./AppealButton";
import { OwnAnswers } from "./OwnAnswers";

/** What limits me, or has: why, on what evidence, until when, and the way to object. */
export function OwnRestrictions() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const restrictions = useQuery(
    apiQuery("/api/v1/me/restrictions", { params: { query: { page } } }),
  );
  if (restrictions.data?.count === 0) return null;
  return (
    <Card title={t("quality.restrictions")} note={t("quality.restrictionsNote")} isFlush>
      <PagedQuery of={restrictions} page={page} onPage={setPage}>
        {(rows) => (
          <Rows>
            {rows.map((row) => (
              <Row key={row.id}>
                <RestrictionWords of={row} place={row.project_name} />
                <OwnAnswers appeals={row.appeals} />
                <Objection to={row} />
              </Row>
            ))}
          </Rows>
        )}
      </PagedQuery>
    </Card>
  );
}

function Objection({ to }: { to: OwnRestriction }) {
  if (!to.is_active) return null;
  return (
    <AppealButton
      appeals={to.appeals}
      until={to.appeal_until}
      send={(body, headers) =>
        answerOf(
          api.POST("/api/v1/restrictions/{restriction_id}/appeals", {
            params: { path: { restriction_id: to.id } },
            body,
            headers,
          }),
        )
      }
    />
  );
}
