// The file of people that WHODID_PEOPLE names → who is whom in Slack, or one sentence that says what is wrong with it.
import { readFileSync } from 'node:fs';
import type { Failure } from '../domain/failure.ts';
import { type People, readPeople } from '../identity/slack-person.ts';

export function loadPeople(path: string): People | Failure {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return unusable(`WHODID_PEOPLE names ${JSON.stringify(path)}, which cannot be read (${code}).`);
  }
  const reading = readPeople(text);
  return reading.ok ? reading.people : unusable(reading.problem);
}

function unusable(why: string): Failure {
  return {
    failure: 'not-allowed',
    what: 'whodid did not start.',
    why,
    instead: 'Write {"name in AWS": "Slack user id or e-mail address"} into it, or unset WHODID_PEOPLE.',
  };
}
