// `whodid VERB …` → the file of that verb. Exit status: 0 answered, 2 refused or misused, 1 failed. Logs go to stderr.
import { write } from './terminal.ts';

/** A verb takes its own arguments and gives the exit status. Loaded when named, so that `help` starts at once. */
type Verb = (args: readonly string[]) => Promise<number>;

const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  athena: async () => (await import('./athena.ts')).athenaCommand,
  ask: async () => (await import('./ask.ts')).askCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  help: async () => (await import('./help.ts')).helpCommand,
  ingest: async () => (await import('./ingest.ts')).ingestCommand,
  start: async () => (await import('./start.ts')).startCommand,
};

/** The verbs there are, for `help` and for the test that compares them with the folder. */
export const verbNames: readonly string[] = Object.keys(verbs);

export async function main(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args;
  const load = Object.hasOwn(verbs, name) ? verbs[name] : helpFor(name);
  if (load === undefined) {
    write.err(`There is no "whodid ${name}". Verbs: ${verbNames.join(', ')}. Try: whodid help\n`);
    return 2;
  }
  try {
    return await (await load())(rest);
  } catch (error) {
    if (isMisuse(error)) {
      write.err(`${error.message}\nTry: whodid help\n`);
      return 2;
    }
    write.err(`whodid ${name} stopped on a fault of its own: ${error instanceof Error ? error.message : 'unknown'}.\n`);
    write.err('What was recorded is kept. Please report it with the command you typed.\n');
    return 1;
  }
}

function helpFor(name: string): (() => Promise<Verb>) | undefined {
  return ['--help', '-h'].includes(name) ? verbs.help : undefined;
}

/** node:util's parseArgs throws these for options it does not know. */
function isMisuse(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
