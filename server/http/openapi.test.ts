import { describe, expect, test } from "vitest";
import { allRoutes } from "../../contract/index.ts";
import { problems } from "../../contract/problems.ts";
import { type OpenApi, type Operation, openApi } from "./openapi.ts";
import type { JsonSchema } from "./openapi-examples.ts";

const document = openApi(allRoutes, new URL("https://desk.example"));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test("every route of the contract is in the document under its own name, once", () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(
    Object.keys(allRoutes).sort(),
  );
});

test("addresses and methods are those of the contract", () => {
  for (const { path, method, operation } of operations) {
    const route = allRoutes[operation.operationId]!;
    expect(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`).toBe(
      `${route.method} ${route.path}`,
    );
  }
});

test("every parameter in an address is described, and none that is not there", () => {
  for (const { path, operation } of operations) {
    const inAddress = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const described = (operation.parameters ?? []).filter((each) => each.in === "path");
    expect(described.map((each) => each.name)).toEqual(inAddress);
    expect(described.every((each) => each.required)).toBe(true);
  }
});

test("every reference leads to a shape, and every shape is used", () => {
  const printed = JSON.stringify(document);
  const used = new Set([...printed.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]!));
  const shapes = Object.keys(document.components.schemas!);
  expect([...used].sort()).toEqual(shapes.sort());
  expect(printed).not.toContain("#/$defs/");
});

test("the document keeps to the structure of OpenAPI 3.1", () => {
  expect(faultsOf(document)).toEqual([]);
});

test("a document with faults does not pass that check", () => {
  const broken = structuredClone(document);
  const operation = broken.paths["/session"]!.post!;
  delete (operation.responses as Record<string, { description?: string }>)["200"]!.description;
  operation.parameters = [{ name: "x", in: "path", required: false, schema: { type: "strin" } }];
  operation.tags = ["Nowhere"];
  expect(faultsOf(broken).length).toBe(4);
});

test("each refusal stands under its status, with its words", () => {
  for (const { operation } of operations) {
    for (const code of operation["x-problems"]) {
      const answer = operation.responses[problems[code]] as { description: string };
      expect(answer.description).toContain(`\`${code}\`: `);
    }
    for (const code of allRoutes[operation.operationId]!.refuses ?? [])
      expect(operation["x-problems"]).toContain(code);
  }
});

test("public routes say that they need nobody, all others how to show who calls", () => {
  for (const { operation } of operations) {
    const { access } = allRoutes[operation.operationId]!;
    const open = access === "public";
    expect(operation.security).toEqual(open ? [] : access === "visitor" ? [{ visitor: [] }] : undefined);
    expect(operation["x-problems"].includes("not_signed_in")).toBe(!open);
  }
});

describe("examples", () => {
  const withBody = operations.filter(({ operation }) => operation.requestBody?.content["application/json"]);
  test.each(withBody)("the route takes the example of $operation.operationId", ({ operation }) => {
    const { example } = operation.requestBody!.content["application/json"]!;
    expect(allRoutes[operation.operationId]!.body!.safeParse(example).error).toBeUndefined();
  });

  const withReply = operations.filter(({ operation }) => allRoutes[operation.operationId]!.reply);
  test.each(withReply)("the answer in the example of $operation.operationId is one", ({ operation }) => {
    const route = allRoutes[operation.operationId]!;
    const answer = operation.responses[route.status ?? 200] as {
      content: Record<string, { example: unknown }>;
    };
    expect(route.reply!.safeParse(answer.content["application/json"]!.example).error).toBeUndefined();
  });
});

/** The rules of the specification that a generator of clients trips over, in words for whoever broke one. */
function faultsOf({ openapi, info, tags, paths, components }: OpenApi): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => holds || faults.push(fault);
  const known = new Set(tags.map((tag) => tag.name));

  must(/^3\.1\.\d+$/.test(openapi), "openapi is no 3.1 version");
  must(typeof info.title === "string" && typeof info.version === "string", "info needs title and version");
  for (const [path, methods] of Object.entries(paths)) {
    must(path.startsWith("/"), `${path} does not begin with a slash`);
    for (const [method, operation] of Object.entries(methods)) checkOperation(`${method} ${path}`, operation);
  }
  for (const [name, schema] of Object.entries(components.schemas!)) {
    must(/^[\w.-]+$/.test(name), `${name} is no name for a component`);
    checkSchema(name, schema as JsonSchema);
  }
  return faults;

  function checkOperation(where: string, operation: Operation) {
    must(
      operation.tags.every((tag) => known.has(tag)),
      `${where} has an unknown tag`,
    );
    const seen = new Set<string>();
    for (const { name, in: place, required, schema } of operation.parameters ?? []) {
      must(!seen.has(`${place} ${name}`), `${where} says ${name} twice`);
      seen.add(`${place} ${name}`);
      must(place !== "path" || required, `${where}: ${name} is part of the address and must be required`);
      checkSchema(`${where} ${name}`, schema);
    }
    for (const media of Object.values(operation.requestBody?.content ?? {})) checkSchema(where, media.schema);
    must(
      Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)),
      `${where} has no success`,
    );
    for (const [status, answer] of Object.entries(operation.responses)) {
      const { description, content = {} } = answer as {
        description?: string;
        content?: Record<string, { schema: JsonSchema }>;
      };
      must(/^[1-5]\d\d$/.test(status), `${where}: ${status} is no status`);
      must(typeof description === "string", `${where} ${status} has no description`);
      for (const media of Object.values(content)) checkSchema(`${where} ${status}`, media.schema);
    }
  }

  function checkSchema(where: string, schema: JsonSchema) {
    const types = [schema.type ?? []].flat();
    const all = ["string", "number", "integer", "boolean", "object", "array", "null"];
    must(
      types.every((type) => all.includes(type)),
      `${where} has a type that JSON has not`,
    );
    must(!("nullable" in schema), `${where} says nullable, which 3.1 has not`);
    must(schema.type !== "array" || schema.items !== undefined, `${where} is a list of nothing`);
    if (schema.pattern !== undefined) new RegExp(schema.pattern, "u");
    const parts = [
      ...Object.values(schema.properties ?? {}),
      ...(schema.anyOf ?? []),
      ...(schema.allOf ?? []),
      ...(schema.items ? [schema.items] : []),
      ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
    ];
    for (const part of parts) checkSchema(where, part);
  }
}
