import type { AnyRoute, AnyRouter } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Icon } from "@/panels/shared";
import type { RoleSet } from "./session";

/** An entry of the top bar, written at the route it leads to. */
export interface Section {
  /** The key of its word. */
  label: string;
  /** Its place in the bar. */
  order: number;
  /** Needed where the phone's bottom bar shows it. */
  icon?: Icon;
  /** Only for these; everybody when not given. */
  roles?: RoleSet;
  /** How much waits there, beside the word; draws nothing where nothing does. */
  Count?: ComponentType;
  /** Under the "Set-up" menu instead of in the bar. */
  isSetup?: boolean;
}

export interface SectionLink extends Section {
  /** The route's address, with its parameters unfilled. */
  to: string;
}

/** The sections whose routes hang directly below a layout, in their order. */
export function sectionsOf(router: AnyRouter, layoutId: string): SectionLink[] {
  const routes = Object.values(router.routesById as Record<string, AnyRoute>);
  return routes
    .filter((route) => route.parentRoute?.id === layoutId)
    .flatMap((route) => {
      const section = (route.options.staticData as { section?: Section } | undefined)?.section;
      return section === undefined ? [] : [{ ...section, to: route.fullPath as string }];
    })
    .sort((first, second) => first.order - second.order);
}
