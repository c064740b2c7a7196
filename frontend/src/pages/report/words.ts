/** The texts' keys of words the server uses. */
export const METHODS: Readonly<Record<string, string>> = {
  auto: "report.methodAuto",
  hierarchical: "report.methodHierarchical",
  majority: "report.methodMajority",
  wawa: "report.methodWawa",
  dawid_skene: "report.methodDawidSkene",
  one_coin: "report.methodOneCoin",
  glad: "report.methodGlad",
};

/** Simpler models that are tried as well; nobody chooses them by name. */
export const CANDIDATES: Readonly<Record<string, string>> = {
  ...METHODS,
  alike: "report.methodAlike",
  pooled_coin: "report.methodPooledCoin",
  pooled_guesses: "report.methodPooledGuesses",
};

export const CALIBRATIONS: Readonly<Record<string, string>> = {
  temperature: "report.kindTemperature",
  isotonic: "report.kindIsotonic",
  logistic: "report.kindLogistic",
};

export const SHAPE_KINDS: Readonly<Record<string, string>> = {
  box: "report.kindBox",
  rotated_box: "report.kindRotatedBox",
  polygon: "report.kindPolygon",
  polyline: "report.kindPolyline",
  keypoints: "report.kindKeypoints",
  ellipse: "report.kindEllipse",
  mask: "report.kindMask",
};
