import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { OF_WHO_I_AM } from "./stale";

/** Takes an answer back, with what was answered before. */
export function useForget(key: string) {
  const params = { path: { key } };
  return useSend({
    send: () => answerOf(api.DELETE("/api/v1/me/traits/{key}", { params })),
    stale: OF_WHO_I_AM,
  });
}
