import type { FormEvent, ReactNode } from "react";
import classes from "./Form.module.css";

interface FormProps {
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields under each other with room between them, the button at the end; it never loads a page. */
export function Form({ onSubmit, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {children}
    </form>
  );
}
