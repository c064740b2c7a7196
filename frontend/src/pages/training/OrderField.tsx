import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { IconButton, useI18n } from "@/panels/shared";
import classes from "./Quiz.module.css";

interface OrderFieldProps {
  options: readonly { key: string; text: string }[];
  order: readonly string[];
  onOrder: (order: string[]) => void;
}

/** Options to be put in order, by buttons: keys and thumbs reach them alike. */
export function OrderField({ options, order, onOrder }: OrderFieldProps) {
  const { t } = useI18n();
  const textOf = (key: string) => options.find((option) => option.key === key)?.text ?? key;
  function move(from: number, to: number) {
    const moved = [...order];
    const [one] = moved.splice(from, 1);
    if (one === undefined) return;
    moved.splice(to, 0, one);
    onOrder(moved);
  }
  return (
    <ol className={classes.order}>
      {order.map((key, place) => (
        <li key={key}>
          <span>{textOf(key)}</span>
          <IconButton
            label={t("training.moveUp", { name: textOf(key) })}
            icon={<IconArrowUp size={18} />}
            isDisabled={place === 0}
            onClick={() => move(place, place - 1)}
          />
          <IconButton
            label={t("training.moveDown", { name: textOf(key) })}
            icon={<IconArrowDown size={18} />}
            isDisabled={place === order.length - 1}
            onClick={() => move(place, place + 1)}
          />
        </li>
      ))}
    </ol>
  );
}
