/** What we read of the OpenAPI document that `server/http/openapi.ts` writes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: Schema;
}

type Content = Record<string, { schema: Schema; example?: unknown }>;

interface OperationInDocument {
  operationId: string;
  summary: string;
  tags: [string];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  "x-permission": string;
  "x-problems": string[];
}

interface Document {
  servers: [{ url: string }];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OperationInDocument>>;
  components: { schemas: Record<string, Schema> };
}

/** One thing that can be asked of the API. */
export interface Operation {
  id: string;
  method: string;
  /** Below `/api/v1`, with `{name}` for parameters. */
  path: string;
  area: string;
  summary: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema; example?: unknown } | null;
  answer: { status: string; type: string | null; schema?: Schema; example?: unknown };
  /** `public`, `signed-in` or a permission. */
  needs: string;
  problems: { code: string; status: string }[];
}

export interface Api {
  base: string;
  areas: { name: string; operations: Operation[] }[];
  schemas: Record<string, Schema>;
}

let asked: Promise<Api> | undefined;

/** The same promise each time, until one that failed is asked for again. */
export function loadApi(): Promise<Api> {
  asked ??= fetchApi().catch((error) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function fetchApi(): Promise<Api> {
  const response = await fetch("/api/v1/openapi.json");
  if (!response.ok) throw new TypeError(`${response.status} ${response.statusText}`);
  return readDocument((await response.json()) as Document);
}

export function readDocument(document: Document): Api {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => readOperation(path, method, operation)),
  );
  return {
    base: document.servers[0].url,
    areas: document.tags.map(({ name }) => ({
      name,
      operations: operations.filter(({ area }) => area === name),
    })),
    schemas: document.components.schemas,
  };
}

function readOperation(path: string, method: string, given: OperationInDocument): Operation {
  const [status, success] = Object.entries(given.responses).find(([code]) => code.startsWith("2"))!;
  const statusOf = (code: string) =>
    Object.entries(given.responses).find(([, { description }]) => description.includes(`\`${code}\``))?.[0] ??
    "";
  const body = firstContent(given.requestBody?.content);
  const answer = firstContent(success.content);
  return {
    id: given.operationId,
    method: method.toUpperCase(),
    path,
    area: given.tags[0],
    summary: given.summary,
    parameters: given.parameters ?? [],
    body,
    answer: { status, ...(answer ?? { type: null }) },
    needs: given["x-permission"],
    problems: given["x-problems"].map((code) => ({ code, status: statusOf(code) })),
  };
}

function firstContent(content: Content | undefined) {
  const [entry] = Object.entries(content ?? {});
  return entry ? { type: entry[0], ...entry[1] } : null;
}

/** A schema behind a reference, with the name it goes by. */
export function resolve(schema: Schema, schemas: Api["schemas"]): { name: string | null; schema: Schema } {
  if (!schema.$ref) return { name: null, schema };
  const name = schema.$ref.split("/").at(-1)!;
  return { name, schema: schemas[name] ?? {} };
}
