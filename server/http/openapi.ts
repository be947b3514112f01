import { z } from "zod";
import * as accounts from "../../contract/accounts.ts";
import * as calendars from "../../contract/calendars.ts";
import * as conversations from "../../contract/conversations.ts";
import { Country } from "../../contract/countries.ts";
import * as customers from "../../contract/customers.ts";
import * as files from "../../contract/files.ts";
import * as inboxes from "../../contract/inboxes.ts";
import { Language, Locale } from "../../contract/languages.ts";
import { Permission, Role } from "../../contract/permissions.ts";
import { Problem, ProblemCode, problems } from "../../contract/problems.ts";
import { isWrite, type Route } from "../../contract/route.ts";
import * as workspace from "../../contract/workspace.ts";
import { text } from "../texts.ts";
import { exampleOf, type JsonSchema } from "./openapi-examples.ts";
import { about } from "./openapi-words.ts";

export interface OpenApi {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
}

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema; example?: unknown }> };
  responses: Record<string, unknown>;
  security?: Record<string, string[]>[];
  "x-permission": string;
  "x-problems": ProblemCode[];
}

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

/** The contract as an OpenAPI 3.1 document: what requests may carry, what answers hold, every way of saying no. */
export function openApi(routes: Record<string, Route>, publicUrl: URL): OpenApi {
  const shapes = new Shapes();
  const paths: OpenApi["paths"] = {};
  for (const [name, route] of inReadingOrder(routes)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route, shapes) };
  }
  const problem = shapes.of(Problem, "output", true);
  const areas = [...new Set(inReadingOrder(routes).map(([, route]) => route.area))];
  return {
    openapi: "3.1.0",
    info: {
      title: "Tandem",
      version: "1",
      summary: about.summary,
      description: about.description,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: new URL("/api/v1", publicUrl).href }],
    tags: areas.map((name) => ({ name, description: about.areas[name] ?? "" })),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: about.key },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-tandem",
          description: about.session,
        },
        visitor: { type: "apiKey", in: "header", name: "Authorization", description: about.visitor },
      },
      headers: {
        RetryAfter: { description: about.retryAfter, schema: { type: "integer", minimum: 0 } },
      },
      schemas: { ...shapes.named(), Problem: problem },
    },
  };
}

/** Chapters as a newcomer meets them; within one, by address and by what is done there. */
function inReadingOrder(routes: Record<string, Route>): [string, Route][] {
  const areas = Object.keys(about.areas);
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const place = ([, route]: [string, Route]) => [
    areas.includes(route.area) ? areas.indexOf(route.area) : areas.length,
    route.path,
    methods.indexOf(route.method),
  ];
  return Object.entries(routes).sort((a, b) => {
    const [left, right] = [place(a), place(b)];
    const differs = left.findIndex((part, at) => part !== right[at]);
    return differs < 0 ? 0 : left[differs]! < right[differs]! ? -1 : 1;
  });
}

function operation(name: string, route: Route, shapes: Shapes): Operation {
  const codes = refusalsOf(route);
  const body = requestBody(route, shapes);
  const parameters = [...placed(route, "path", shapes), ...placed(route, "query", shapes), ...headers(route)];
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.area],
    ...(parameters.length && { parameters }),
    ...(body && { requestBody: body }),
    responses: { ...success(route, shapes), ...refused(codes) },
    ...(route.access === "public" && { security: [] }),
    ...(route.access === "visitor" && { security: [{ visitor: [] }] }),
    "x-permission": route.access,
    "x-problems": codes,
  };
}

function placed(route: Route, place: "path" | "query", shapes: Shapes): Parameter[] {
  const shape = place === "path" ? route.params : route.query;
  if (!shape) return [];
  const { properties = {}, required = [] } = shapes.of(shape, "input", true);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

function headers(route: Route): Parameter[] {
  if (!isWrite(route) || route.access === "public") return [];
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description: about.idempotencyKey,
      schema: { type: "string", minLength: 1, maxLength: 255 },
    },
  ];
}

function requestBody(route: Route, shapes: Shapes): Operation["requestBody"] {
  if (route.upload)
    return {
      required: true,
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    };
  if (!route.body) return undefined;
  const schema = shapes.of(route.body, "input");
  const example = exampleOf(schema, shapes.named(), thingOf(route));
  return { required: true, content: { "application/json": { schema, example } } };
}

function success(route: Route, shapes: Shapes): Record<string, unknown> {
  if (route.reply) {
    const schema = shapes.of(route.reply, "output");
    const example = exampleOf(schema, shapes.named(), thingOf(route));
    return {
      [route.status ?? 200]: {
        description: about.success,
        content: { "application/json": { schema, example } },
      },
    };
  }
  if (route.status) return { [route.status]: { description: about.nothing } };
  return {
    200: {
      description: about.bytes,
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    },
  };
}

/** What a route is about, by its address: `/brands/:id` is about a brand. */
function thingOf(route: Route): string {
  const last =
    route.path
      .split("/")
      .filter((part) => part && !part.startsWith(":"))
      .at(-1) ?? "";
  return last.replace(/(?<=x)es$|s$/, "");
}

/** What a route refuses by itself, and what every route of its kind does. */
function refusalsOf(route: Route): ProblemCode[] {
  const codes = new Set<ProblemCode>(route.refuses ?? []);
  const write = route.method !== "GET";
  if (route.params) codes.add("not_found");
  if (route.query || route.body) codes.add("invalid");
  if (route.access !== "public") codes.add("not_signed_in");
  if (!["public", "signed-in", "visitor"].includes(route.access)) codes.add("forbidden");
  if (write) codes.add("foreign_origin");
  if (isWrite(route) && route.access !== "public") codes.add("idempotency_key_reused");
  if (route.body || route.upload) codes.add("too_large");
  if (route.body) codes.add("malformed").add("wrong_content_type");
  for (const code of ["too_many_requests", "internal", "unavailable"] as const) codes.add(code);
  const order = Object.keys(problems);
  return [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** One answer for each status, listing its codes with their words. */
function refused(codes: ProblemCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => problems[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${text("en", `problem.${code}`)}`).join("\n\n"),
        ...([429, 503].includes(status) && {
          headers: { "Retry-After": { $ref: "#/components/headers/RetryAfter" } },
        }),
        content: {
          "application/problem+json": {
            schema: {
              allOf: [
                { $ref: "#/components/schemas/Problem" },
                { type: "object", properties: { code: { enum: same } } },
              ],
            },
          },
        },
      },
    ]),
  );
}

/** Turns zod's shapes into JSON Schema and gathers those that have a name, so that each is described once. */
class Shapes {
  readonly #names = z.registry<{ id: string }>();
  readonly #named = new Map<string, JsonSchema>();

  constructor() {
    this.#names.add(Country, { id: "Country" });
    this.#names.add(Locale, { id: "Locale" });
    this.#names.add(Language, { id: "Language" });
    this.#names.add(Permission, { id: "Permission" });
    this.#names.add(Role, { id: "Role" });
    this.#names.add(ProblemCode, { id: "ProblemCode" });
    for (const domain of [workspace, accounts, calendars, conversations, customers, inboxes, files]) {
      for (const [name, value] of Object.entries(domain)) {
        if (value instanceof z.ZodObject || value instanceof z.ZodEnum) this.#names.add(value, { id: name });
      }
    }
  }

  /** The schema of what may be sent (`input`) or is answered (`output`); `plain` spells out even a named one. */
  of(shape: z.ZodType, io: "input" | "output", plain = false): JsonSchema {
    const made = z.toJSONSchema(shape, {
      io,
      metadata: this.#names,
      override: ({ zodSchema, jsonSchema }) => {
        const examples = z.globalRegistry.get(zodSchema)?.examples;
        if (Array.isArray(examples)) (jsonSchema as JsonSchema).examples = examples;
        readable(jsonSchema as JsonSchema, io);
      },
    }) as JsonSchema & { $schema?: string; id?: string };
    const { $schema: _dialect, $defs = {}, id: _name, ...schema } = made;
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _same, ...rest } = definition as JsonSchema & { id?: string };
      this.#named.set(name, pointed(rest));
    }
    const own = schema.$ref?.replace("#/$defs/", "");
    if (plain && own) return this.#named.get(own)!;
    return pointed(schema);
  }

  named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Drops what only makes noise for a reader: the patterns behind known formats, the limits of an integer. */
function readable(schema: JsonSchema, io: "input" | "output") {
  if (schema.format) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // A later version may add a field to an answer; a client generated from this one must not fall over it.
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}

function pointed(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}
