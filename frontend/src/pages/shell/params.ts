import { notFound } from "@tanstack/react-router";

/** Reads a parameter of the address as a whole number; anything else is a page that is not there. */
export function numberParam<Name extends string>(name: Name) {
  return (raw: Record<Name, string>): Record<Name, number> => {
    const value = Number(raw[name]);
    if (!Number.isSafeInteger(value) || value < 1) throw notFound();
    return { [name]: value } as Record<Name, number>;
  };
}

/** The other way: a number into the address. */
export function textParam<Name extends string>(name: Name) {
  return (values: Record<Name, number>): Record<Name, string> =>
    ({ [name]: String(values[name]) }) as Record<Name, string>;
}
