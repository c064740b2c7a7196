import { Page, PageHeader, useI18n } from "@/panels/shared";
import { AddressCard } from "./AddressCard";
import { OwnDataCard } from "./OwnDataCard";
import { PasswordCard } from "./PasswordCard";
import { SecondFactorCard } from "./SecondFactorCard";

/** How the person signs in, and what is held of them. */
export default function SecurityPage() {
  const { t } = useI18n();
  return (
    <Page isNarrow>
      <PageHeader title={t("security.title")} note={t("security.note")} />
      <AddressCard />
      <PasswordCard />
      <SecondFactorCard />
      <OwnDataCard />
    </Page>
  );
}
