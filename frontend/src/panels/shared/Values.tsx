import { useI18n } from "./I18n";
import classes from "./Values.module.css";

/** An amount of money in its currency. */
export function Money({ amount }: { amount: { amount_minor: number; currency: string } }) {
  const { money } = useI18n();
  return <bdi className={classes.value}>{money(amount.amount_minor, amount.currency)}</bdi>;
}

/** A length of time: "6 min". */
export function Duration({ seconds }: { seconds: number }) {
  const { duration } = useI18n();
  return <span className={classes.value}>{duration(seconds)}</span>;
}

interface MomentProps {
  iso: string;
  /** Told relative to this moment, with the absolute one on hover. */
  since?: Date;
}

/** A moment in local time. */
export function Moment({ iso, since }: MomentProps) {
  const { moment, relative } = useI18n();
  const absolute = moment(iso);
  return (
    <time className={classes.value} dateTime={iso} title={absolute}>
      {since === undefined ? absolute : relative(iso, since)}
    </time>
  );
}

/** Ids, keys and checksums: always left to right, in the monospaced face. */
export function Code({ children }: { children: string }) {
  return <bdi className={classes.code}>{children}</bdi>;
}
