/** Customers: the people who write to a brand, with every address by which we know them. */
export { foundCustomers } from "./customers.ts";
export { customerRoutes } from "./routes.ts";
export { customersBelow, indexCustomers, indexNewCustomers } from "./searchable.ts";
