/// <reference types="vite/client" />

/** True in development and test builds: the page of all shared parts is there. */
declare const __WITH_PARTS__: boolean;
