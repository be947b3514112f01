/**
 * Runs a file of this project under the Node it pins: `node bootstrap.mjs FILE args…`
 *
 * It installs first when packages are missing or the lockfile changed, so that `npm start` is all a newcomer types.
 * Any Node from 20 on may run this file; it needs no package. It says nothing unless it installs, and then to stderr.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const pinnedNode = join(modules, "node", "bin", "node");
const stampFile = join(modules, ".tandem-lock");
const installingFile = join(root, ".installing");

const platform = `${process.platform}-${process.arch}`;

const [file, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < 20) {
  give(`Tandem needs Node 20 or newer to start, and this is ${process.version}. See https://nodejs.org`);
}
if (!file) give("Usage: node bootstrap.mjs FILE args…");

if (!isInstalled()) await install();
await run([resolve(root, file), ...args]);

function isInstalled() {
  if (!existsSync(pinnedNode)) return false;
  const found = readIfThere(stampFile);
  if (found === wantedStamp()) return true;
  const fromElsewhere = found !== undefined && !found.endsWith(` ${platform}\n`);
  if (fromElsewhere || !holdsWhatTheLockfileSays()) return false;
  stamp(); // somebody ran npm by hand
  return true;
}

/** Packages hold programs of one platform, so a node_modules carried to another machine does not count. */
function wantedStamp() {
  const lockfile = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${lockfile} ${platform}\n`;
}

function holdsWhatTheLockfileSays() {
  const hidden = readIfThere(join(modules, ".package-lock.json"));
  if (!hidden) return false;
  const installed = JSON.parse(hidden).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || (installed[path] ? installed[path].version === version : optional),
  );
}

async function install() {
  await waitForOtherInstall();
  if (isInstalled()) return doneInstalling();
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say(
    existsSync(modules)
      ? "The packages Tandem needs have changed; installing them …"
      : "Installing the packages Tandem needs, once (about 750 MB on disk) …",
  );
  const ticking = setInterval(() => say(`… still installing (${seconds()} s)`), 10_000);
  try {
    const code = await npm(["ci", "--include=dev", "--include=optional"], root);
    if (code !== 0) {
      give(
        `Installing did not work (npm ended with code ${code}; its words are above). ` +
          "It needs a network connection to the npm registry, or your proxy in npm's configuration, and room on the disk.",
      );
    }
    if (!existsSync(pinnedNode)) await fetchPinnedNode();
    stamp();
    say(`Installed in ${seconds()} s.`);
  } finally {
    clearInterval(ticking);
    doneInstalling();
  }
}

/** Two starts at once on a fresh clone would pull the folder from under each other. */
async function waitForOtherInstall() {
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(installingFile, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") give(`Cannot write to ${root}: ${error.message}`);
    }
    const other = Number(readIfThere(installingFile));
    if (other > 0 && !isAlive(other)) rmSync(installingFile, { force: true });
    else if (waited % 40 === 0) say(`Waiting for another start (process ${other}) to finish installing …`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

function doneInstalling() {
  if (Number(readIfThere(installingFile)) === process.pid) rmSync(installingFile, { force: true });
}

/** The package `node` fetches its program in an install script, and scripts are off here: do what it would have done. */
async function fetchPinnedNode() {
  const { version } = JSON.parse(readFileSync(join(modules, "node", "package.json"), "utf8"));
  const apple = process.platform === "darwin" && process.arch === "arm64";
  const name = `${apple ? "node-bin" : "node"}-${platform}`;
  say(`Install scripts are off, so Node ${version} is fetched now …`);
  const folder = join(modules, ".tandem-node");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  const code = await npm(["install", "--no-save", "--no-package-lock", `${name}@${version}`], folder);
  const fetched = join(folder, "node_modules", name, "bin", "node");
  if (code !== 0 || !existsSync(fetched)) {
    give(
      `Node ${version}, which Tandem runs under, could not be fetched (package ${name}). ` +
        "Allow the install script of the package `node` and remove node_modules, or run this on Linux or macOS, x64 or arm64.",
    );
  }
  mkdirSync(dirname(pinnedNode), { recursive: true });
  linkSync(fetched, pinnedNode);
  rmSync(folder, { recursive: true });
  mkdirSync(join(modules, ".bin"), { recursive: true });
  if (!existsSync(join(modules, ".bin", "node"))) {
    rmSync(join(modules, ".bin", "node"), { force: true });
    symlinkSync("../node/bin/node", join(modules, ".bin", "node"));
  }
}

/** The npm that started us, else the one on the path. Everything it says goes to stderr. */
function npm(command, cwd) {
  const own = process.env.npm_execpath;
  const [program, ...before] =
    own && basename(own) === "npm-cli.js"
      ? [process.env.npm_node_execpath ?? process.execPath, own]
      : ["npm"];
  const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];

  // What an outer `npm start` or a server's shell would have it leave out, the tests or the desk need.
  const env = { ...process.env };
  for (const name of [
    "NODE_ENV",
    "npm_config_omit",
    "npm_config_only",
    "npm_config_production",
    "npm_config_include",
  ]) {
    delete env[name];
  }
  env.PATH = (env.PATH ?? "")
    .split(delimiter)
    .filter((path) => !path.startsWith(modules))
    .join(delimiter);

  return new Promise((done) => {
    const child = spawn(program, [...before, ...command, ...quiet], { cwd, env, stdio: ["ignore", 2, 2] });
    const stopForwarding = forwardSignals(child);
    child.on("error", (error) => give(`npm does not start: ${error.message}`));
    child.on("exit", (code, signal) => {
      stopForwarding();
      if (!signal) return done(code);
      doneInstalling();
      process.kill(process.pid, signal);
    });
  });
}

/**
 * Becomes the file's process where this Node can (the pinned one can, and `npm run` finds it first), so that nothing
 * stands between the terminal and Tandem. An older Node stays as its parent and passes signals and the exit code on.
 */
async function run(command) {
  const startedBy = lineage();
  if (process.execve && process.versions.node === pinnedVersion()) {
    const env = { ...process.env, TANDEM_STARTED_BY: startedBy.join(",") };
    process.execve(process.execPath, [process.execPath, ...command], env);
  }

  const env = { ...process.env, TANDEM_STARTED_BY: [process.pid, ...startedBy].join(",") };
  const child = spawn(pinnedNode, command, { stdio: "inherit", env });
  forwardSignals(child);
  child.on("error", (error) => give(`${pinnedNode} does not start: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal); // so that we end the same way
    process.kill(process.pid, signal);
  });
}

function pinnedVersion() {
  return JSON.parse(readFileSync(join(modules, "node", "package.json"), "utf8")).version;
}

/** Ctrl-C in a terminal reaches the child without us: it goes to all of them. */
function forwardSignals(child) {
  const sent = new Set();
  const forward = (signal) => {
    if (sent.has(signal) || (signal === "SIGINT" && process.stdin.isTTY)) return;
    sent.add(signal);
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

/**
 * The processes that brought us up, as far as npm: npm starts a shell, and the shell starts us. When one of them is
 * killed, server/parent-watch.ts stops us. Started by anything else (a service manager, nohup) nobody's end is ours.
 */
function lineage() {
  if (!process.env.npm_lifecycle_script?.includes("bootstrap.mjs")) return [];
  const grandparent = isShell(process.ppid) ? parentOf(process.ppid) : undefined;
  return grandparent ? [process.ppid, grandparent] : [process.ppid];
}

function isShell(pid) {
  return /^(sh|dash|bash|ash|busybox)$/.test((readIfThere(`/proc/${pid}/comm`) ?? "").trim());
}

function parentOf(pid) {
  const status = readIfThere(`/proc/${pid}/status`);
  return status ? Number(status.match(/^PPid:\s*(\d+)/m)?.[1]) : undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function stamp() {
  try {
    writeFileSync(stampFile, wantedStamp());
  } catch (error) {
    if (error.code !== "EROFS" && error.code !== "EACCES") throw error; // else each start compares, which is slower
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function give(line) {
  say(line);
  doneInstalling();
  process.exit(1);
}
