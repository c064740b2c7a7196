import { createContext, type ReactNode, useContext, useId } from "react";
import type { I18n } from "@/model/i18n";
import { type Refusable, messageOf } from "./refusable";

/** What a form says of its fields before anything is sent, by the field's id. */
export type Faults = ReadonlyMap<string, string>;
export const NO_FAULTS: Faults = new Map();
export const FaultsContext = createContext<Faults>(NO_FAULTS);

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The fields of a form that cannot be sent as they are, in their order on the page. */
export function refusedIn(form: HTMLFormElement): readonly Field[] {
  return [...form.elements]
    .filter(isField)
    .filter((field) => !field.validity.valid || isEmpty(field));
}

function isField(element: Element): element is Field {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !element.matches(":disabled");
}

/** A list that one chooses from is not written into, and so never missed by the browser. */
function isEmpty(field: Field): boolean {
  return field.required && field.value === "";
}

/** What a person does about it, in the page's language: the browser would say it in its own. */
export function faultOf(field: Field, t: I18n["t"]): string {
  const { validity } = field;
  if (validity.valueMissing || isEmpty(field)) {
    if (field.type === "checkbox") return t("shared.faultUnticked");
    return t(field.type === "file" ? "shared.faultNoFile" : "shared.faultEmpty");
  }
  if (validity.typeMismatch) return t("shared.faultEmail");
  if (validity.tooShort) {
    return t("shared.faultShort", { n: (field as HTMLInputElement).minLength });
  }
  if (validity.rangeUnderflow && field.type === "date") return t("shared.faultEarly");
  return t("shared.faultUnread");
}

interface FieldProps extends Refusable {
  id?: string | undefined;
  error?: ReactNode;
  /** It holds an answer by now, whatever was said of it. */
  isAnswered?: boolean;
}

/** The id of a field, and what is said beside it: its page's word, its form's, or the server's. */
export function useFault({ id, error, problem, path, isAnswered = false }: FieldProps) {
  const ownId = useId();
  const place = id ?? ownId;
  const faults = useContext(FaultsContext);
  const said = isAnswered ? undefined : faults.get(place);
  return {
    id: place,
    error: error ?? said ?? messageOf({ problem: problem ?? null, path: path ?? "" }),
  };
}
