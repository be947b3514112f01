/**
 * Finding everything at once: what each domain finds of the same words, side by side. It promises nothing of its own;
 * walls and ranking are those of the domains.
 */
export { findingRoutes } from "./routes.ts";
