import { isIP } from "node:net";
import { type Config, ConfigError, readConfig, settings, withoutPassword } from "../config.ts";
import { bad, type Finding, good, odd } from "./finding.ts";

/** Every setting with its value; and the configuration they make, where they make one. */
export function examineSettings(env: NodeJS.ProcessEnv): { findings: Finding[]; config: Config | undefined } {
  const findings = Object.values(settings).map((setting) => one(setting, env[setting.name]?.trim() ?? ""));
  const known = new Set<string>(Object.values(settings).map(({ name }) => name));
  for (const name of Object.keys(env))
    if (/^TANDEM_/.test(name) && name !== "TANDEM_STARTED_BY" && !known.has(name))
      findings.push(
        odd(`${name} is set, and there is no setting of that name.`, "Look for a typing mistake."),
      );

  let config: Config | undefined;
  try {
    config = readConfig(env);
    findings.push(...together(config));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Each wrong value has its line already; this is what does not fit together.
    if (!findings.some(({ mark }) => mark === "bad")) findings.push(bad(error.message));
  }
  return { findings, config };
}

function one(
  { name, default: usual, expected, read }: (typeof settings)[keyof typeof settings],
  given: string,
): Finding {
  if (!given) return good(`${name} is not set: ${usual || "(nothing)"}`);
  const value = withoutPassword(given);
  return read(given) === undefined
    ? bad(`${name}=${value} is not usable: expected ${expected}.`)
    : good(`${name}=${value}`);
}

function together({ host, publicUrl, port }: Config): Finding[] {
  const findings: Finding[] = [];
  const url = new URL(publicUrl);
  const usedHere = isLoopback(url.hostname);
  if (!isLoopback(host) && usedHere)
    findings.push(
      odd(
        `Other machines can reach Tandem (HOST=${host}), but the links in its mails lead to ${publicUrl}, which only this machine understands.`,
        "Set PUBLIC_URL to the address that people type.",
      ),
    );
  if (url.protocol === "http:" && !usedHere)
    findings.push(
      odd(
        `People reach Tandem by ${publicUrl}, so passwords cross the network in the clear.`,
        "Put a proxy with a certificate before it and set PUBLIC_URL to its https address.",
      ),
    );
  if (port !== 0 && port < 1024 && process.getuid?.() !== 0)
    findings.push(odd(`PORT=${port} is one that most systems give to root alone.`, "Choose one above 1023."));
  return findings;
}

const isLoopback = (host: string) =>
  host === "localhost" || host === "::1" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
