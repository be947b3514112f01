import { Agent, request } from "node:http";

/** Asks one URL again and again with so many callers for so many seconds. Every answer must be a success. */
export async function callers(
  { count, seconds, warmUpSeconds = 1 }: { count: number; seconds: number; warmUpSeconds?: number },
  ask: (agent: Agent) => Promise<unknown>,
): Promise<{ perSecond: number; milliseconds: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const milliseconds: number[] = [];
  const warm = performance.now() + warmUpSeconds * 1000;
  const end = warm + seconds * 1000;
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (performance.now() < end) {
        const begun = performance.now();
        await ask(agent);
        if (begun > warm) milliseconds.push(performance.now() - begun);
      }
    }),
  );
  agent.destroy();
  return { perSecond: milliseconds.length / seconds, milliseconds };
}

/** One HTTP request; resolves with the body, rejects unless it succeeded. */
export function http(
  agent: Agent,
  url: string,
  {
    method = "GET",
    key,
    authorization = key && `Bearer ${key}`,
    body,
  }: { method?: string; key?: string; authorization?: string; body?: unknown } = {},
): Promise<string> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method,
        headers: {
          ...(authorization && { authorization }),
          ...(payload && {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(payload),
          }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          response.statusCode! < 300 ? resolve(text) : reject(new Error(`${response.statusCode} ${text}`)),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}
