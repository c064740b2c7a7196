import { apiKey } from "@/api/query";

/** What a restriction, a verdict or a voiding makes stale. */
export const STALE = [
  apiKey("/api/v1/projects/{project_id}/people"),
  apiKey("/api/v1/projects/{project_id}/people/{user_id}"),
  apiKey("/api/v1/projects/{project_id}/people/{user_id}/restrictions"),
  apiKey("/api/v1/projects/{project_id}/people/{user_id}/work"),
  apiKey("/api/v1/projects/{project_id}/people/{user_id}/rejection-budget"),
  apiKey("/api/v1/projects/{project_id}/people/{user_id}/void"),
];
