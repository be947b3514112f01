import { totalmem } from "node:os";

const MIB = 1024 * 1024;

export type Settings = Record<string, string>;

/**
 * Modest on purpose: the whole product idles in 300 MB. A larger installation raises shared_buffers with
 * TANDEM_PG_SETTINGS, or moves to a PostgreSQL of its own.
 */
export function serverSettings(socketFolder: string, own: Settings): Settings {
  const memoryMib = Math.floor(Math.min(process.constrainedMemory() || Infinity, totalmem()) / MIB);
  return {
    // The OpenSSL that these binaries bring is out of support: no TCP, no TLS, a socket in a private folder only.
    listen_addresses: "",
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`, // a list, where commas and spaces would split
    unix_socket_permissions: "0700",
    port: "5432",
    password_encryption: "scram-sha-256",
    max_connections: "60",
    shared_buffers: `${Math.max(16, Math.min(128, Math.floor(memoryMib / 4)))}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(memoryMib / 2))}MB`,
    work_mem: "8MB",
    random_page_cost: "1.1",
    jit: "off", // compiling costs more than our short queries take
    // Plans are made for tables as they were counted last, and those of a young workspace grow tenfold in a minute.
    autovacuum_naptime: "10s",
    max_wal_size: "2GB",
    wal_compression: "on",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    log_error_verbosity: "terse", // DETAIL would put customers' addresses into the log
    log_checkpoints: "off",
    cluster_name: "tandem",
    ...own,
  };
}

/** For tests: fast, and worth nothing after a power cut. */
export const scratchSettings: Settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "200",
  autovacuum: "off",
  shared_buffers: "64MB",
};

export function asArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
