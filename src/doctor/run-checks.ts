// Checks → their results, side by side and each within its time. A check that throws is reported, and the others go on.
import { type Check, type CheckResult, failed } from './check.ts';

export interface Checked {
  readonly name: string;
  readonly result: CheckResult;
}

/** One check may take this long, in milliseconds: seventeen Regions of many accounts answer well within. */
export const CHECK_MS_MAX = 45_000;

/** In the order of `checks`. */
export async function runChecks(checks: readonly Check[], msMax = CHECK_MS_MAX): Promise<readonly Checked[]> {
  return Promise.all(checks.map(async (check) => ({ name: check.name, result: await runOne(check, msMax) })));
}

async function runOne(check: Check, msMax: number): Promise<CheckResult> {
  const ends = new AbortController();
  const late = failed(
    `It had not ended after ${Math.round(msMax / 1000)} seconds.`,
    'Check the network between here and there, then run whodid doctor again.',
  );
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
      ends.abort();
    }, msMax);
  });
  try {
    return await Promise.race([check.run(ends.signal), timeout]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed(`The check stopped on a fault of its own: ${why}.`, 'Please report it.');
  } finally {
    clearTimeout(timer);
  }
}

export function allFine(checked: readonly Checked[]): boolean {
  return checked.every(({ result }) => result.status !== 'failed');
}
