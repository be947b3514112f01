/**
 * The whole installation as one file, and back. A backup is of one moment, is read back before it gets its name, and
 * needs no PostgreSQL of the same version to be restored; a restore is all or nothing, into an empty installation.
 *
 * In it are the rows of every table, the jobs that still wait, the files that rows refer to, and the installation's
 * key (a row of `installation`). Not in it: `outgoing/`, where an installation without a mail server leaves copies of
 * mails whose words are in the rows; the logs; and the embedded server's password, which each data folder makes for
 * itself. Whoever has the archive can read everything: it is not encrypted, and only its owner may read the file.
 */
export { ArchiveDamaged } from "./archive.ts";
export { checkArchive } from "./check-archive.ts";
export { describe, type Manifest, megabytes } from "./manifest.ts";
export { BackupProblem } from "./problem.ts";
export { refuseUnknownMigrations, restoreBackup } from "./restore-backup.ts";
export { writeBackup } from "./write-backup.ts";
