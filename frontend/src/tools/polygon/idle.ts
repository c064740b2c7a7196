/** Polygon: corners by clicks or freehand, closed on the first one or by Enter. */

import { pathIdle } from "../path/idle";

export const polygonIdle = pathIdle("polygon");
