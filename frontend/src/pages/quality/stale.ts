import { apiKey } from "@/api/query";

/** What an appeal of one's own changes. */
export const STALE = [apiKey("/api/v1/me/restrictions"), apiKey("/api/v1/me/rejected-work")];
