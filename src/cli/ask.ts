// `whodid ask "<text>"`: one question, or a file of them, through the same stages as Slack; text or JSON out.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AskDeps, ask, type Errand } from '../ask.ts';
import type { Reply } from '../domain/answer.ts';
import type { AskedBy } from '../domain/question.ts';
import { renderExported } from '../render/exported.ts';
import { contractLine } from '../render/json.ts';
import { renderTerminal } from '../render/terminal.ts';
import { askToCsv } from './ask-csv.ts';
import { readAsker } from './asker.ts';
import { terminalErrand } from './errand.ts';
import { commandSources } from './sources.ts';
import { terminalShape, write } from './terminal.ts';

const options = {
  logs: { type: 'string' },
  now: { type: 'string' },
  tz: { type: 'string' },
  batch: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'string' },
} as const;

export async function askCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.csv !== undefined && (values.csv === '' || values.json === true || values.batch !== undefined)) {
    write.err('--csv takes the name of a file, and goes with one question: without --json and --batch.\n');
    return 2;
  }
  const opened = await commandSources(values);
  if (opened.kind === 'misuse') {
    write.err(`${opened.problem}\n`);
    return 2;
  }
  const { errand, end } = terminalErrand(opened.perQuestionUsd);
  try {
    if (values.batch !== undefined) return await askBatch(values.batch, opened, errand);
    const reading = readAsker(values);
    if (values.csv !== undefined && reading.ok) {
      return await askFile(positionals.join(' '), values.csv, reading.asked, opened, errand);
    }
    const reply: Reply = reading.ok
      ? await ask(positionals.join(' '), reading.asked, opened, errand)
      : refused(positionals.join(' '), reading.problem);
    write.out(values.json === true ? `${contractLine(reply)}\n` : renderTerminal(reply, terminalShape()));
    return exitStatus(reply);
  } finally {
    end();
    await opened.close();
  }
}

async function askFile(text: string, file: string, asked: AskedBy, deps: AskDeps, errand: Errand): Promise<number> {
  try {
    const reply = await askToCsv(text, file, asked, deps, errand);
    write.out(reply.status === 'exported' ? renderExported(reply, file) : renderTerminal(reply, terminalShape()));
    return reply.status === 'exported' ? 0 : exitStatus(reply);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    write.err(
      `${file} cannot be written (${String(error.code)}). Name a file in a folder that is yours, with room for it.\n`,
    );
    return 2;
  }
}

/** One JSON line out for each line in, in order. Status 1 when any failed; a refusal stands in its own line. */
async function askBatch(file: string, deps: AskDeps, errand: Errand): Promise<number> {
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    write.err(`${file} cannot be read. Write a file with one {"id","question","now","tz"} a line, and name it.\n`);
    return 2;
  }
  let status = 0;
  for (const line of lines) {
    const { id, reply } = await askLine(line, deps, errand);
    write.out(`${contractLine(reply, id)}\n`);
    if (reply.status === 'failed') status = 1;
  }
  return status;
}

async function askLine(line: string, deps: AskDeps, errand: Errand): Promise<{ id: string | undefined; reply: Reply }> {
  const entry = parseLine(line);
  if (entry === null) {
    return { id: undefined, reply: refused(line, 'This line is not JSON. Write {"id","question","now","tz"}.') };
  }
  const text = field(entry, 'question') ?? '';
  const reading = readAsker({ now: field(entry, 'now'), tz: field(entry, 'tz') });
  const reply = reading.ok ? await ask(text, reading.asked, deps, errand) : refused(text, reading.problem);
  return { id: field(entry, 'id'), reply };
}

function parseLine(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

function field(entry: object, name: string): string | undefined {
  const value: unknown = Reflect.get(entry, name);
  return typeof value === 'string' ? value : undefined;
}

function refused(text: string, problem: string): Reply {
  return { status: 'refused', text, problems: [{ kind: 'bad-zone', text: problem, instead: [] }], assumptions: [] };
}

function exitStatus(reply: Reply): number {
  switch (reply.status) {
    case 'answered':
      return 0;
    case 'refused':
      return 2;
    case 'failed':
      return 1;
    default:
      return unreachable(reply);
  }
}

function unreachable(reply: never): never {
  throw new Error(`unknown reply ${JSON.stringify(reply)}`);
}
