import { IconCamera } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Row, Rows, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import classes from "./Collecting.module.css";
import { leftOf } from "./collecting";

/** Briefs the person may send pictures for; nothing where there are none. */
export function OpenCollections() {
  const { t, money } = useI18n();
  const { data } = useQuery(apiQuery("/api/v1/collections"));
  if (data === undefined || data.results.length === 0) return null;
  return (
    <Card title={t("collecting.open")} isFlush>
      <Rows>
        {data.results.map((brief) => (
          <Row key={brief.project_id}>
            <div className={classes.offer}>
              <IconCamera size={20} stroke={1.6} aria-hidden />
              <div className={classes.what}>
                <strong>{brief.project_name}</strong>
                <span className={classes.note}>
                  {t("collecting.perPicture", {
                    price: money(brief.price.amount_minor, brief.price.currency),
                  })}
                  {". "}
                  {t("collecting.left", {
                    n: brief.strata.reduce((sum, one) => sum + leftOf(one), 0),
                  })}
                </span>
              </div>
              <ButtonLink
                to="/collect/$projectId"
                params={{ projectId: brief.project_id }}
                aria-label={t("collecting.goTo", { name: brief.project_name })}
              >
                {t("collecting.go")}
              </ButtonLink>
            </div>
          </Row>
        ))}
      </Rows>
    </Card>
  );
}
