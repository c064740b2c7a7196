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

export const CALIBRATIONS: Readonly<Record<string, string>> = {
  temperature: "report.kindTemperature",
  isotonic: "report.kindIsotonic",
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
