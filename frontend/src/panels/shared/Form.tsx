import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Faults, FaultsContext, faultOf, NO_FAULTS, refusedIn } from "./fields/faults";
import { useI18n } from "./I18n";
import classes from "./Form.module.css";

interface FormProps {
  onSubmit: () => void;
  children: ReactNode;
}

/**
 * Fields under each other with room between them, the button at the end; it never loads a page.
 *
 * What is missing is said beside each field in the page's language, and the first of them gets the
 * keyboard; the browser's own bubbles, in the browser's language, never show.
 */
export function Form({ onSubmit, children }: FormProps) {
  const { t } = useI18n();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const recheck = () => setFaults((before) => (form.current ? left(before, form.current) : before));
  useEffect(recheck); // also where a page fills a field in
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const refused = refusedIn(event.currentTarget);
    setFaults(new Map(refused.map((field) => [field.id, faultOf(field, t)])));
    if (refused.length === 0) onSubmit();
    else refused[0]?.focus();
  };
  return (
    <FaultsContext value={faults}>
      <form ref={form} className={classes.form} noValidate onSubmit={submit} onInput={recheck}>
        {children}
      </form>
    </FaultsContext>
  );
}

/** Those that are still to be said: what is mended is so at once. */
function left(faults: Faults, form: HTMLFormElement): Faults {
  const refused = new Set(refusedIn(form).map(({ id }) => id));
  const still = [...faults].filter(([id]) => refused.has(id));
  return still.length === faults.size ? faults : new Map(still);
}
