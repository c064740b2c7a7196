import { queryOptions } from "@tanstack/react-query";
import { secondFactor } from "@/api/second-factor";

export const FACTOR_KEY = ["/_allauth/browser/v1/account/authenticators", {}, {}] as const;

/** Whether the second factor is on. */
export const factorQuery = queryOptions({ queryKey: FACTOR_KEY, queryFn: secondFactor });
