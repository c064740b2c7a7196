import type { Problem } from "@/api/problem";
import { NumberField, useI18n } from "@/panels/shared";

interface PayFieldsProps {
  price: number | string;
  onPrice: (price: number | string) => void;
  currency: string;
  goldPercent: number | string;
  onGoldPercent: (percent: number | string) => void;
  problem: Problem | null;
}

/** How many of a hundred tasks are checks, and what a task pays. */
export function PayFields(props: PayFieldsProps) {
  const { price, onPrice, currency, goldPercent, onGoldPercent, problem } = props;
  const { t, minorUnit } = useI18n();
  return (
    <>
      <NumberField
        label={t("batches.goldShare")}
        description={t("batches.goldHint")}
        value={goldPercent}
        onChange={onGoldPercent}
        max={50} // as the server takes it
        problem={problem}
        path="gold_share"
      />
      <NumberField
        label={t("batches.price", { unit: minorUnit(currency) })}
        description={currency}
        value={price}
        onChange={onPrice}
        allowDecimal={false}
        problem={problem}
        path="price_minor"
      />
    </>
  );
}
