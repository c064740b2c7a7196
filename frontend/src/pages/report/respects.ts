/** In which a person is compared with others: names of objects, answers, what is drawn. */
export const RESPECTS = ["classes", "answers", "shapes"] as const;
export const TITLES = {
  classes: "report.restClasses",
  answers: "report.restAnswers",
  shapes: "report.restShapes",
} as const;
