import { notFound } from "@tanstack/react-router";

/** An id in the address; anything but a whole number is a page that is not there. */
export function idOf(raw: string): number {
  const value = Number(raw);
  if (!Number.isSafeInteger(value) || value < 1) throw notFound();
  return value;
}

/** Reads one parameter of the address as an id. */
export function numberParam<Name extends string>(name: Name) {
  return (raw: Record<Name, string>): Record<Name, number> =>
    ({ [name]: idOf(raw[name]) }) as Record<Name, number>;
}

/** The other way: a number into the address. */
export function textParam<Name extends string>(name: Name) {
  return (values: Record<Name, number>): Record<Name, string> =>
    ({ [name]: String(values[name]) }) as Record<Name, string>;
}
