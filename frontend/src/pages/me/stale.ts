import { apiKey } from "@/api/query";
import { COLLECTING } from "@/pages/collecting/collecting";

/** What an answer about oneself changes: what one holds, may see, may join and still lacks. */
export const OF_WHO_I_AM = [
  apiKey("/api/v1/me/traits"),
  apiKey("/api/v1/feed"),
  apiKey("/api/v1/directory"),
  apiKey("/api/v1/directory/{community_id}"),
  apiKey("/api/v1/communities/{community_id}/ways"),
  apiKey("/api/v1/projects/{project_id}/way"),
  apiKey("/api/v1/collections"),
  apiKey(COLLECTING),
];
