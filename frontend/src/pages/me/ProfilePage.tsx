import { Page, PageHeader, useI18n } from "@/panels/shared";
import { NameCard } from "./NameCard";
import { PrivacyCard } from "./PrivacyCard";
import { profileRoute } from "./routes";
import { TraitsCard } from "./TraitsCard";

/** What the person is called here. */
export default function ProfilePage() {
  const { t } = useI18n();
  const { fact } = profileRoute.useSearch();
  return (
    <Page isNarrow>
      <PageHeader title={t("me.title")} note={t("me.note")} />
      <NameCard />
      <TraitsCard asked={fact} />
      <PrivacyCard />
    </Page>
  );
}
