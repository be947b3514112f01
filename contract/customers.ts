import { z } from "zod";
import { Country } from "./countries.ts";
import { Locale } from "./languages.ts";
import { byId, Id, pageOf, pageQuery, route, words } from "./route.ts";

export const Identity = z.object({
  kind: z.enum(["email", "phone", "account"]),
  value: z.string(),
});
export type Identity = z.infer<typeof Identity>;

/** What somebody is to us: it decides how soon their matters come up. */
export const Tier = z.enum(["none", "valued", "vip"]);
export type Tier = z.infer<typeof Tier>;

export const Customer = z.object({
  id: Id,
  name: z.string(),
  /** The address we write to. */
  email: z.string().nullable(),
  identities: z.array(Identity),
  locale: Locale.nullable(),
  /** Where they are: it decides whose working hours and holidays count. */
  country: Country.nullable(),
  company: z.string().nullable(),
  tier: Tier,
  about: z.string(),
  brand: z.object({ id: Id, name: z.string() }),
  conversations: z.object({ total: z.number().int(), open: z.number().int() }),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type Customer = z.infer<typeof Customer>;

export const listCustomers = route({
  method: "GET",
  path: "/customers",
  area: "Customers",
  summary: "The customers of the brands that the caller serves, by name.",
  access: "customers.read",
  query: z.object({
    ...pageQuery,
    brand: Id.optional(),
    text: z.string().trim().max(200).optional().describe("the beginning of a name, or an address"),
  }),
  reply: pageOf(Customer),
  refuses: ["invalid_cursor"],
});

export const getCustomer = route({
  method: "GET",
  path: "/customers/:id",
  area: "Customers",
  summary: "One customer.",
  access: "customers.read",
  params: byId,
  reply: Customer,
  refuses: ["not_found"],
});

export const patchCustomer = route({
  method: "PATCH",
  path: "/customers/:id",
  area: "Customers",
  summary: "Changes a customer's name, language, country, company, worth to us or what we should know.",
  access: "customers.manage",
  params: byId,
  body: z
    .object({
      name: words(200),
      locale: Locale.nullable(),
      country: Country.nullable(),
      company: z.string().trim().max(200).nullable(),
      tier: Tier,
      about: z.string().trim().max(10_000),
    })
    .partial(),
  reply: Customer,
  refuses: ["not_found"],
});
