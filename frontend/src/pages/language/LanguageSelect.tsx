import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { useI18n } from "@/panels/shared";
import { useLanguageChoice } from "./LanguageProvider";
import { LANGUAGES } from "./languages";

interface LanguageSelectProps {
  className?: string;
}

/** Chooses the language of the pages; a signed-in person's choice goes with the account. */
export function LanguageSelect({ className }: LanguageSelectProps) {
  const { t } = useI18n();
  const { chosen, choose } = useLanguageChoice();
  const isSignedIn = Boolean(useQuery({ ...meQuery, enabled: false }).data);
  const keep = useSend({
    send: (locale: string) => answerOf(api.PATCH("/api/v1/me", { body: { locale } })),
    stale: [meQuery.queryKey],
  });
  const change = (code: string) => {
    choose(code);
    if (isSignedIn) keep.mutate(code);
  };
  return (
    <NativeSelect
      className={className}
      aria-label={t("language.choose")}
      value={keep.isPending ? keep.variables : chosen}
      onChange={(event) => change(event.currentTarget.value)}
      data={[
        { value: "", label: t("language.asBrowser") },
        ...LANGUAGES.map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
  );
}
