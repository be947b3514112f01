/**
 * The command line: `npm run -s tandem -- COMMAND …`. Each command is a file beside this one, loaded when it is
 * called, so that `tandem mail read` need not start a database.
 */
const [command, ...rest] = process.argv.slice(2);

const usage = `tandem COMMAND

  start [--demo]                        start Tandem (what \`npm start\` does)
  dev                                   the same with the sample workspace, starting anew when a file changes
  key create --workspace W --name N     make an API key and print it, once [--scopes a,b]
  mail read FILE …                      print what Tandem reads in raw mails, one JSON object a line
  lang FILE.jsonl                       say which language each {"id","text"} line is in (- reads standard input)
  triage FILE.jsonl [--model M]         print what messages are taken for: line, intent, urgency, mood, and why
  triage train FILE.jsonl --model M     learn from corrections, into the file M
  search eval FILE.jsonl                rank documents for queries as Tandem's search does (- reads standard input)
  report verify FILE                    say whether a monthly report is unchanged [--key K --manifest M --signature S]
  figures rebuild [--workspace W]       count all figures anew from what happened (check: compare them with it)
  doctor                                look at this installation and say in words what is wrong
  backup FILE                           write database, files and keys to one archive
  restore FILE                          put an archive back into an empty installation

Settings are read from the environment; the README lists them.
`;

process.exitCode = await run();

async function run(): Promise<number> {
  switch (command) {
    case "start":
      return (await import("./start.ts")).startCommand(rest);
    case "dev":
      return (await import("./dev.ts")).devCommand();
    case "key":
      return (await import("./key.ts")).keyCommand(rest, process.stdout);
    case "mail": {
      const { mailRead } = await import("./mail-read.ts");
      if (rest[0] !== "read" || rest.length < 2) return misused();
      return mailRead(rest.slice(1), process.stdout);
    }
    case "lang": {
      const { stdin, stdout, stderr } = process;
      return (await import("./lang.ts")).langCommand(rest, { in: stdin, out: stdout, err: stderr });
    }
    case "triage":
      return (await import("./triage.ts")).triageCommand(rest, {
        in: process.stdin,
        out: process.stdout,
        err: process.stderr,
      });
    case "search":
      return (await import("./search.ts")).searchCommand(rest, {
        in: process.stdin,
        out: process.stdout,
        err: process.stderr,
      });
    case "report":
      return (await import("./report.ts")).reportCommand(rest, { out: process.stdout, err: process.stderr });
    case "figures":
      return (await import("./figures.ts")).figuresCommand(rest, {
        out: process.stdout,
        err: process.stderr,
      });
    case "doctor":
      return (await import("./doctor.ts")).doctorCommand(process.stdout);
    case "backup":
      return (await import("./backup.ts")).backupCommand(rest, process.stdout);
    case "restore":
      return (await import("./restore.ts")).restoreCommand(rest, process.stdout);
    case undefined:
    case "help":
    case "--help":
      process.stdout.write(usage);
      return 0;
    default:
      return misused();
  }
}

function misused(): number {
  process.stderr.write(usage);
  return 2;
}
