import { useI18n } from "@/panels/shared";
import { noonOf } from "./period";

interface PeriodWordsProps {
  /** Days, empty or null for an open end. */
  since: string | null;
  until: string | null;
}

/** "1 Mar to 31 Mar", "until 31 Mar", "All days". */
export function PeriodWords({ since, until }: PeriodWordsProps) {
  const { t, day } = useI18n();
  const [first, last] = [since, until].map((one) => (one ? day(noonOf(one)) : ""));
  if (first && last) return t("payments.fromTo", { first, last });
  if (first) return t("payments.fromOn", { first });
  if (last) return t("payments.upTo", { last });
  return t("payments.allDays");
}
