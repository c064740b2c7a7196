/** The dataset that a project's first upload makes. */

import { answerOf, api } from "@/api/client";
import { newKey } from "@/api/intent";
import { Problem } from "@/api/problem";
import type { Answered } from "@/api/query";

type Project = Answered<"/api/v1/projects/{project_id}">;

/** More of one name are not looked for: then the person has to name one in the settings. */
const MOST_NAMESAKES = 20;
/** Characters of a name, as the server takes them. */
const LONGEST = 120;

/**
 * Keys by name of what was asked for: pressing again after a lost answer is answered with what the
 * first press made, also where the names before it were taken.
 */
export type NameKeys = Map<string, string>;

/**
 * Named like the project, with a number where that name is taken: by a dataset of a project that was
 * called so once, or by an upload that broke off.
 */
export async function makeDataset(project: Project, keys: NameKeys): Promise<number> {
  const dataset = await made(project, 1, keys);
  await answerOf(
    api.PATCH("/api/v1/projects/{project_id}", {
      params: { path: { project_id: project.id } },
      body: { dataset_id: dataset.id },
    }),
  );
  keys.clear();
  return dataset.id;
}

async function made(
  project: Project,
  number: number,
  keys: NameKeys,
): Promise<{ readonly id: number }> {
  const name = number === 1 ? project.name : `${project.name.slice(0, LONGEST - 3)} ${number}`;
  const intent = `${project.id} ${name}`;
  const key = keys.get(intent) ?? newKey();
  keys.set(intent, key);
  try {
    return await answerOf(
      api.POST("/api/v1/organisations/{organisation_id}/datasets", {
        params: { path: { organisation_id: project.organisation_id } },
        body: { name },
        headers: { "Idempotency-Key": key },
      }),
    );
  } catch (error) {
    const isTaken = error instanceof Problem && error.code === "dataset_name_taken";
    if (!isTaken || number === MOST_NAMESAKES) throw error;
    return made(project, number + 1, keys);
  }
}
