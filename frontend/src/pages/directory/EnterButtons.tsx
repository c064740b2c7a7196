import { Group } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";

/** For who is not signed in: both ways lead back to `next`. */
export function EnterButtons({ next }: { next: string }) {
  const { t } = useI18n();
  return (
    <Group>
      <ButtonLink to="/account/login" search={{ next }} variant="filled">
        {t("directory.signIn")}
      </ButtonLink>
      <ButtonLink to="/account/signup" search={{ next }}>
        {t("directory.signUp")}
      </ButtonLink>
    </Group>
  );
}
