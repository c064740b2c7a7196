import { apiKey } from "@/api/query";

/** What shows a community to its staff, and is asked anew when it is changed. */
export const STALE = [
  apiKey("/api/v1/communities/{community_id}"),
  apiKey("/api/v1/organisations/{organisation_id}/communities"),
];

export const APPLICATIONS = "/api/v1/communities/{community_id}/applications";

/** What shows who is in, and how many are. */
export const MEMBERSHIP = [
  apiKey("/api/v1/communities/{community_id}/members"),
  apiKey("/api/v1/communities/{community_id}"),
  apiKey("/api/v1/communities/{community_id}/numbers"),
];

/** What an answer to an application changes. */
export const DECIDED = [apiKey(APPLICATIONS), ...MEMBERSHIP];
