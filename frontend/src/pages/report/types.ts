import type { Answered } from "@/api/query";

export const REPORT = "/api/v1/projects/{project_id}/consensus-report";
export const RUNS = "/api/v1/projects/{project_id}/consensus-runs";
export type Report = Answered<typeof REPORT>;
export type Part = Report["parts"][number];
export type Calibration = Part["calibration"];
export type Measured = Calibration["error_after"];
export type ShapeReport = NonNullable<Report["shapes"]>;
export type NumberReport = Report["numbers"][number];
export type WorstItem = Report["worst"][number];
