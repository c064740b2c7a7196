import { type QueryKey, queryOptions } from "@tanstack/react-query";
import type { ParamsOption } from "openapi-fetch";
import type {
  MediaType,
  PathsWithMethod,
  RequiredKeysOf,
  ResponseObjectMap,
  SuccessResponse,
} from "openapi-typescript-helpers";
import { type Answer, answerOf, api } from "./client";
import type { paths } from "./schema";

export type GetPath = PathsWithMethod<paths, "get">;
type Get<Path extends GetPath> = paths[Path] extends { get: infer Operation } ? Operation : never;
type Params<Path extends GetPath> = ParamsOption<Get<Path>>;
/** Parameters may be left out where the route needs none. */
type Given<Path extends GetPath> =
  RequiredKeysOf<Params<Path>> extends never ? [given?: Params<Path>] : [given: Params<Path>];
/** What a GET of `Path` answers. */
export type Answered<Path extends GetPath> = SuccessResponse<
  ResponseObjectMap<Get<Path>>,
  MediaType
>;

/** As many rows as the server gives at once: for choices that show all there are. */
export const MOST_ROWS = 500;

interface Places {
  params?: { path?: unknown; query?: unknown };
}

/**
 * Options of a query of one GET route: `useQuery(apiQuery("/api/v1/site"))`, or
 * `useQuery(apiQuery("/api/v1/projects/{project_id}", { params: { path: { project_id } } }))`.
 *
 * While another page of the same list comes, the one before stays.
 */
export function apiQuery<Path extends GetPath>(path: Path, ...[given]: Given<Path>) {
  const { path: place, query } = (given as Places | undefined)?.params ?? {};
  const key: QueryKey = [path, place ?? {}, query ?? {}];
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Answered<Path>> => {
      // openapi-fetch cannot infer its options from a generic path; `Given` has checked them.
      const call = api.GET(path as never, { ...given, signal } as never);
      return answerOf(call as Promise<Answer<Answered<Path>>>);
    },
    placeholderData: (previous, previousQuery) =>
      isSamePlace(key, previousQuery?.queryKey) ? previous : undefined,
  });
}

/** The key of every query of a path, or of one place of it; for `invalidateQueries`. */
export function apiKey<Path extends GetPath>(
  path: Path,
  place?: Record<string, unknown>,
): QueryKey {
  return place === undefined ? [path] : [path, place];
}

function isSamePlace(key: QueryKey, previous: QueryKey | undefined): boolean {
  if (previous === undefined) return false;
  return key[0] === previous[0] && JSON.stringify(key[1]) === JSON.stringify(previous[1]);
}
