import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import type { Guideline } from "@/model/guideline";
import { useReadingLanguage } from "@/pages/language/LanguageProvider";

/** The guideline beside the work: in the reader's language where there is one, else as written. */
export function useGuideline(projectId: number): Guideline | null {
  return useGuidelineIn(projectId, useReadingLanguage());
}

/** The same in a language that was chosen; "" is as it was written. */
export function useGuidelineIn(projectId: number, language: string): Guideline | null {
  const { data } = useQuery(
    apiQuery("/api/v1/projects/{project_id}/guideline", {
      params: { path: { project_id: projectId }, query: { language } },
    }),
  );
  // The schema of the guideline's examples is any JSON to the generated types.
  return (data as unknown as Guideline | undefined) ?? null;
}
