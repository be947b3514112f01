/** What is there before the storm, made by the front door: a workspace with two brands and somebody who may do all. */
import { permissions } from "../../contract/permissions.ts";

export interface Ground {
  url: string;
  smtpPort: number;
  cookie: string;
  key: string;
  inboxes: { id: string; address: string }[];
  agent: string;
  tags: string[];
}

/** A JSON body out, a JSON body in; throws what was refused. */
export async function ask<T>(
  url: string,
  {
    method = "GET",
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

export async function layGround({ url, smtpPort }: { url: string; smtpPort: number }): Promise<Ground> {
  const api = `${url}/api/v1`;
  const setUp = await fetch(`${api}/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      workspace: "Meridian Care",
      name: "Omar Haddad",
      email: "omar@meridian.example",
      password: "a long walk by the river 7",
      locale: "en",
      trade: "outsourcer",
    }),
  });
  if (!setUp.ok) throw new Error(await setUp.text());
  const cookie = setUp.headers.getSetCookie()[0]!.split(";")[0]!;
  const headers = { cookie };
  const made = <T>(path: string, body: unknown) => ask<T>(`${api}${path}`, { method: "POST", body, headers });

  const inboxes: Ground["inboxes"] = [];
  for (const name of ["kolo", "safra"]) {
    const brand = await made<{ id: string }>("/brands", {
      name,
      locales: ["en"],
      lines: ["service", "support"],
    });
    const team = await made<{ id: string }>("/teams", {
      name: `${name} desk`,
      brands: [brand.id],
      members: [],
    });
    const address = `help@${name}.example`;
    inboxes.push(await made("/inboxes", { name, brand: brand.id, line: "service", team: team.id, address }));
  }
  const { key } = await made<{ key: string }>("/api-keys", { name: "storm", scopes: [...permissions] });
  const me = await ask<{ agent: { id: string } }>(`${api}/me`, { headers });
  const tags = await ask<{ items: { id: string }[] }>(`${api}/tags`, { headers });
  return {
    url,
    smtpPort,
    cookie,
    key,
    inboxes,
    agent: me.agent.id,
    tags: tags.items.map(({ id }) => id),
  };
}
