/**
 * Files that people send each other. Bytes lie in the store under their hash; a row says whose they are, under
 * which name. An upload belongs to nobody's message until a reply or a note claims it.
 */
export { fileRoutes, signedFileUrl } from "./routes.ts";
export { type FileStore, folderStore } from "./store.ts";
export { claimUploads } from "./uploads.ts";
