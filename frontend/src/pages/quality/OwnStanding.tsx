import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery, MOST_ROWS } from "@/api/query";
import { serverNow } from "@/api/server-clock";
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
              <Restriction key={row.id} of={row} place={row.project_name} />
            ))}
          </Rows>
        )}
      </PagedQuery>
    </Card>
  );
}

/** What limits me in one project now; nothing where nothing does. */
export function OwnLimits({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  // Those in force come first: a page holds all of them.
  const query = { page: 1, page_size: MOST_ROWS };
  const restrictions = useQuery(apiQuery("/api/v1/me/restrictions", { params: { query } }));
  const here = (restrictions.data?.results ?? []).filter(
    (row) => row.is_active && row.project_id === projectId,
  );
  if (here.length === 0) return null;
  return (
    <Card title={t("quality.restrictions")} isFlush>
      <Rows>
        {here.map((row) => (
          <Restriction key={row.id} of={row} />
        ))}
      </Rows>
    </Card>
  );
}

interface RestrictionProps {
  of: OwnRestriction;
  /** Where it holds, where the page does not say so. */
  place?: string;
}

function Restriction({ of, ...where }: RestrictionProps) {
  return (
    <Row>
      <RestrictionWords of={of} {...where} />
      <OwnAnswers appeals={of.appeals} />
      <Objection to={of} />
    </Row>
  );
}

/** The way to object to what limits me, or has run out and is within its days to appeal. */
function Objection({ to }: { to: OwnRestriction }) {
  const [openedAt] = useState(serverNow);
  const isInTime = to.appeal_until !== null && Date.parse(to.appeal_until) >= openedAt;
  if (!to.is_active && !(to.ending === "expired" && isInTime)) return null;
  return (
    <AppealButton
      appeals={to.appeals}
      until={to.appeal_until}
      answerDays={to.answer_days}
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
