type Failure = Error & { code?: string; syscall?: string };

/**
 * Whether an error says that the database is away or busy, or the disk is full: nothing is wrong with what was asked.
 * Whether it was done before the connection broke nobody can tell.
 */
export function isUnavailable(error: Failure): boolean {
  const code = error.code ?? "";
  return (
    isDatabaseGone(error) ||
    // Out of room, or in another's way for longer than we wait (57014 is the time a statement may take).
    /^53|^(57014|55P03|40001|40P01)$/.test(code) ||
    ["ECONNREFUSED", "ETIMEDOUT", "ENOSPC", "EDQUOT", "EMFILE"].includes(code)
  );
}

/** Whether an error says that the connection to the database broke, or that none is to be had. */
export function isDatabaseGone(error: Failure): boolean {
  const code = error.code ?? "";
  return (
    /^(08|57P)/.test(code) ||
    (error.syscall === "connect" && ["ECONNREFUSED", "ENOENT", "EAGAIN"].includes(code)) ||
    ["ECONNRESET", "EPIPE"].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/.test(
      error.message,
    )
  );
}
