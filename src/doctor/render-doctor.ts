// Results of checks → lines for a terminal, or one JSON text. Text from outside is escaped, and whatever the settings call
// a secret is taken out of both, wherever it may have got in.
import { escapeTerminal, wrapToColumns } from '../render/escape-terminal.ts';
import type { CheckStatus } from './check.ts';
import { allFine, type Checked } from './run-checks.ts';

const MARKS: Readonly<Record<CheckStatus, string>> = {
  ok: 'ok    ',
  warn: 'warn  ',
  failed: 'FAILED',
  'not-configured': '-     ',
};

/** `secrets`: texts that must not appear. `width`: columns; statements to copy are not broken. */
export function doctorText(checked: readonly Checked[], secrets: readonly string[], width: number): string {
  const clean = (text: string) => escapeTerminal(withoutSecrets(text, secrets));
  const margin = MARKS.ok.length + Math.max(...checked.map(({ name }) => name.length)) + 4;
  const indent = ' '.repeat(margin);
  // What stands beside the names gets a fair share of a narrow terminal, even if that makes the lines longer than it.
  const room = Math.max(NARROWEST, width - margin);
  const wrapped = (text: string, first: string) =>
    wrapToColumns(clean(text), room - first.length).map((line, at) =>
      at === 0 ? first + line : ' '.repeat(first.length) + line,
    );
  const lines = checked.flatMap(({ name, result }) => {
    const [found = '', ...rest] = wrapped(result.found, '');
    return [
      `${MARKS[result.status]}  ${name.padEnd(margin - MARKS.ok.length - 4)}  ${found}`,
      ...[...rest, ...result.mend.flatMap((sentence) => wrapped(sentence, ARROW))].map((line) => indent + line),
      ...(result.permissions ?? []).flatMap(({ of, statement }) => [
        ...wrapped(`Add this statement to ${of}:`, ARROW).map((line) => indent + line),
        `${indent}${' '.repeat(ARROW.length)}${clean(JSON.stringify(statement))}`,
      ]),
    ];
  });
  return `${[...lines, '', verdict(checked)].map((line) => line.trimEnd()).join('\n')}\n`;
}

const NARROWEST = 40;
const ARROW = '-> ';

function verdict(checked: readonly Checked[]): string {
  const count = (status: CheckStatus) => checked.filter(({ result }) => result.status === status).length;
  const failures = count('failed');
  const warnings = count('warn');
  const besides = warnings === 0 ? '' : ` ${warnings} to look at.`;
  if (failures > 0) return `${failures} of ${checked.length} checks failed.${besides}`;
  return `All that is configured works.${besides}`;
}

export function doctorJson(checked: readonly Checked[], secrets: readonly string[]): string {
  const checks = checked.map(({ name, result }) => ({
    name,
    status: result.status,
    found: result.found,
    mend: result.mend,
    permissions: (result.permissions ?? []).map(({ of, statement }) => ({ of, statement })),
  }));
  return withoutSecrets(JSON.stringify({ ok: allFine(checked), checks }), secrets);
}

const SHORTEST_SECRET = 4;

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return [...new Set(known)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, '<removed>'), text);
}
