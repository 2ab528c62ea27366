// `whodid doctor`: everything that is configured, tried with a real call each, and what to change where it does not work.
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load-config.ts';
import { checksFor } from '../doctor/checks/index.ts';
import { doctorJson, doctorText } from '../doctor/render-doctor.ts';
import { allFine, runChecks } from '../doctor/run-checks.ts';
import { secretsOf } from '../doctor/secrets-of.ts';
import { terminalShape, write } from './terminal.ts';

const options = { logs: { type: 'string' }, json: { type: 'boolean' } } as const;

/** 0: nothing failed, though there may be something to look at; 1: something did. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  const reading = loadConfig();
  if (values.json !== true) write.err('Trying everything that is configured …\n');
  const checked = await runChecks(checksFor(reading, { logs: values.logs }));
  const secrets = reading.ok ? secretsOf(reading.config) : [];
  write.out(
    values.json === true ? `${doctorJson(checked, secrets)}\n` : doctorText(checked, secrets, terminalShape().width),
  );
  return allFine(checked) ? 0 : 1;
}
