import { Group } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import { isLookedUp } from "@/pages/organisation/criteria";
import { ButtonLink } from "@/pages/shell/Link";

interface WhereToMeetProps {
  clauses: readonly { is_met: boolean; trait_keys: readonly string[] }[];
}

/** Where what is missing can be met: by an answer about oneself, or in a community's projects. */
export function WhereToMeet({ clauses }: WhereToMeetProps) {
  const { t } = useI18n();
  const missing = clauses.filter(({ is_met }) => !is_met).flatMap(({ trait_keys }) => trait_keys);
  const fact = missing.find((key) => !isLookedUp(key));
  return (
    <Group>
      {fact !== undefined && (
        <ButtonLink variant="filled" to="/me" search={{ fact }}>
          {t("directory.answer")}
        </ButtonLink>
      )}
      {missing.some(isLookedUp) && (
        <ButtonLink to="/communities">{t("directory.toCommunities")}</ButtonLink>
      )}
    </Group>
  );
}
