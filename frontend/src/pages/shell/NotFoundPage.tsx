import { useI18n } from "@/panels/shared";
import { DeadEnd } from "./DeadEnd";

/** There is nothing at this address, or the person may not know that there is. */
export function NotFoundPage() {
  const { t } = useI18n();
  return <DeadEnd title={t("shell.notFoundTitle")}>{t("shell.notFound")}</DeadEnd>;
}

/** It is there, but not for this person; and who can change that. */
export function NoRightPage() {
  const { t } = useI18n();
  return <DeadEnd title={t("shell.noRightTitle")}>{t("shell.noRight")}</DeadEnd>;
}
