/**
 * Files that people send each other. Bytes lie in the store under their hash; a row says whose they are, under
 * which name. An upload belongs to nobody's message until a reply or a note claims it, for which it has a week.
 */
export { forgetUploads } from "./forget-uploads.ts";
export { removeHalfWritten } from "./half-written.ts";
export { stillNamed } from "./named-bytes.ts";
export { fileRoutes, sendFile, signedFileUrl } from "./routes.ts";
export { type FileStore, folderStore } from "./store.ts";
export { claimUploads, typeOf as typeOfFile, upload } from "./uploads.ts";
