import { z } from "zod";

/** Raised when an older Tandem could not read what a newer one writes. */
export const format = 1;

const sha = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const part = z.object({ rows: count, size: count, sha256: sha });
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** The first member: enough to say what this is before anything else of it is understood. */
export const Opening = z.object({ tandemBackup: z.number().int().min(1), version: z.string() });

/** The last but one: everything that the archive holds. */
export const Manifest = z.object({
  tandemBackup: z.literal(format),
  /** The Tandem and the PostgreSQL that it came from. */
  version: z.string(),
  postgres: z.string(),
  /** The moment whose state it is. */
  takenAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), hash: sha })).min(1),
  workspaces: z.array(z.string()),
  /** The months of `events`, as 2026-11. */
  months: z.array(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
  /** In an order in which each table comes after those that it refers to. */
  tables: z.array(z.object({ name, columns: z.array(name).min(1), rows: count, parts: z.array(part) })),
  jobs: z.object({ rows: count, parts: z.array(part) }),
  files: z.object({
    count,
    bytes: count,
    /** Over their names, which are their hashes, in order, each with a line feed. */
    sha256: sha,
    /** What rows refer to and the store no longer had, or had damaged: the first hundred. */
    missing: z.array(z.object({ name: z.string(), why: z.enum(["missing", "damaged"]) })),
    missingCount: count,
  }),
});
export type Manifest = z.infer<typeof Manifest>;
export type TableInArchive = Manifest["tables"][number];
export type PartInArchive = z.infer<typeof part>;

export const openingName = "tandem-backup.json";
export const manifestName = "manifest.json";
/** As `sha256sum -c` reads it. */
export const manifestSumName = "manifest.sha256";
export const tablePart = (table: string, index: number): string =>
  `tables/${table}/${numbered(index)}.copy.gz`;
export const jobsPart = (index: number): string => `jobs/${numbered(index)}.jsonl.gz`;
export const fileMember = (workspaceId: string, sha256: string): string => `files/${workspaceId}/${sha256}`;

export function readFileMember(name: string): { workspaceId: string; sha256: string } | null {
  const match = name.match(/^files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-f]{64})$/);
  return match && { workspaceId: match[1]!, sha256: match[2]! };
}

const numbered = (index: number) => String(index + 1).padStart(6, "0");

/** What an archive holds, in words for the person at the terminal. */
export function describe(manifest: Manifest): string[] {
  const rows = (table: string) => manifest.tables.find(({ name }) => name === table)?.rows ?? 0;
  const number = (n: number, one: string, many = `${one}s`) =>
    `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const { files, workspaces } = manifest;
  return [
    workspaces.length
      ? `${number(workspaces.length, "workspace")}: ${workspaces.slice(0, 10).join(", ")}${workspaces.length > 10 ? " …" : ""}`
      : "no workspace yet",
    `${number(rows("conversations"), "conversation")} with ${number(rows("messages"), "message")}, ${number(rows("customers"), "customer")}, ${number(rows("agents"), "agent")}`,
    `${number(files.count, "file")} (${megabytes(files.bytes)}), and the key of the installation`,
    `${number(manifest.jobs.rows, "job")} still to be done`,
    `as it was at ${manifest.takenAt}, with Tandem ${manifest.version} on PostgreSQL ${manifest.postgres}`,
  ];
}

export const megabytes = (bytes: number): string =>
  bytes < 10_000_000
    ? `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`
    : `${Math.round(bytes / 1_000_000).toLocaleString("en")} MB`;
