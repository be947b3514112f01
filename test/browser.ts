import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { access, chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import * as tar from "tar";

const run = promisify(execFile);

/**
 * A real Chromium with its web security on. It comes from the npm package, so a fresh machine needs no apt step;
 * `CHROMIUM=/path` uses another. The package's own launch flags switch off the very walls we test, so ours are few.
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM;
  const { executable, libraries } = given ? { executable: given, libraries: null } : await unpackChromium();
  const env = { ...process.env } as Record<string, string>;
  if (libraries) env.LD_LIBRARY_PATH = [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(":");

  return chromium.launch({
    executablePath: executable,
    args: [
      "--no-sandbox",
      "--headless=shell",
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      "--mute-audio",
    ],
    ignoreDefaultArgs: ["--headless", "--disable-field-trial-config"],
    env,
  });
}

/** Unpacks the browser once per version, into a folder that bears the version: a stale one is never taken. */
async function unpackChromium(): Promise<{ executable: string; libraries: string | null }> {
  const packed = join(import.meta.dirname, "../node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(packed, "package.json"), "utf8")) as { version: string };
  const folder = join(tmpdir(), `tandem-chromium-${version}-${process.getuid?.() ?? "user"}`);
  const executable = join(folder, "chromium");

  if (!(await exists(executable))) {
    await mkdir(folder, { recursive: true });
    // Several test files may start at once: each unpacks beside and the last to finish puts its copy in place whole.
    const mine = join(folder, `chromium.${process.pid}`);
    await pipeline(
      createReadStream(join(packed, "bin/chromium.br")),
      createBrotliDecompress(),
      createWriteStream(mine),
    );
    await chmod(mine, 0o755);
    await rename(mine, executable);
  }
  return { executable, libraries: await missingLibraries(executable, packed, folder) };
}

/** On a bare system libnss3 and libnspr4 are missing; the package carries them for such places. */
async function missingLibraries(executable: string, packed: string, folder: string): Promise<string | null> {
  if (!(await lacksLibraries(executable))) return null;
  const libraries = join(folder, "al2023");
  if (!(await exists(join(libraries, "lib")))) {
    const mine = `${libraries}.${process.pid}`;
    await mkdir(mine, { recursive: true });
    await pipeline(
      createReadStream(join(packed, "bin/al2023.tar.br")),
      createBrotliDecompress(),
      tar.x({ cwd: mine }),
    );
    await rename(mine, libraries).catch(async (error) => {
      if (!(await exists(join(libraries, "lib")))) throw error;
      await rm(mine, { recursive: true, force: true }); // Another file of tests was quicker.
    });
  }
  return join(libraries, "lib");
}

async function lacksLibraries(executable: string): Promise<boolean> {
  const { stdout } = await run("ldd", [executable]);
  return stdout.includes("not found");
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
