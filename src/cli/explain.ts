// `whodid explain "<text>"`: how a question would be read, over which window, from which source. Runs nothing.
import { parseArgs } from 'node:util';
import { explain } from '../ask.ts';
import { explainTerminal } from '../render/explain.ts';
import { explanationJson } from '../render/explain-json.ts';
import { readAsker } from './asker.ts';
import { commandSources } from './sources.ts';
import { terminalShape, write } from './terminal.ts';

const options = {
  logs: { type: 'string' },
  now: { type: 'string' },
  tz: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function explainCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const asker = readAsker(values);
  if (!asker.ok) {
    write.err(`${asker.problem}\n`);
    return 2;
  }
  const opened = await commandSources(values);
  const deps = opened.kind === 'sources' ? opened : { sources: [] };
  const explanation = await explain(positionals.join(' '), asker.asked, deps);
  if (opened.kind === 'sources') await opened.close();
  write.out(
    values.json === true
      ? `${JSON.stringify(explanationJson(explanation))}\n`
      : explainTerminal(explanation, terminalShape()),
  );
  return explanation.reading.ok ? 0 : 2;
}
