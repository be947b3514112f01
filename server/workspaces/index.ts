/**
 * The workspace and its furniture: brands, teams, tags and the inboxes by which customers reach it. What one
 * brand's people may not see is kept from them here as well, and every change leaves an event.
 */
export { createWorkspace } from "./create-workspace.ts";
export { webAppManifest } from "./manifest.ts";
export { workspaceRoutes } from "./routes.ts";
export { demoPassword } from "./set-up.ts";
