/** Customers: the people who write to a brand, with every address by which we know them. */
export { customerRoutes } from "./routes.ts";
