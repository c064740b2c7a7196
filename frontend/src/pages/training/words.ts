/** Names of what a question of the bank is. */

export const DIFFICULTY_NAMES = {
  any: "training.anyDifficulty",
  easy: "training.easy",
  middle: "training.middle",
  hard: "training.hard",
} as const;

export const TYPE_NAMES = {
  single: "training.typeSingle",
  several: "training.typeSeveral",
  order: "training.typeOrder",
  number: "training.typeNumber",
} as const;
