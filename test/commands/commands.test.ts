// The subcommands: the list is the folder, whatever is no subcommand is a question, and help helps.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../commands/help.ts';
import { commandFor, commands } from '../../commands/index.ts';
import type { Admission, CommandRequest, Door } from '../../src/domain/command.ts';
import { sampleAsking } from '../slack/writer-stage.ts';

const PERSON = {
  userId: 'U000MEMBER',
  teamId: 'T000SAMPLE',
  isBot: null,
  isDeleted: null,
  isGuest: null,
  isStranger: null,
  groups: null,
};

function request(text: string, isPrivate = false): CommandRequest {
  return { asking: sampleAsking({ text, private: isPrivate }), person: PERSON, commands };
}

function doorThat(admission: Admission): Door & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    admit: async (asking) => {
      asked.push(asking.text);
      return admission;
    },
    stop: async () => '',
  };
}

describe('the list of subcommands', () => {
  it('is the folder', () => {
    const files = readdirSync(new URL('../../commands', import.meta.url)).map((name) => name.replace('.ts', ''));
    expect(commands.map((command) => command.name).sort()).toEqual(files.filter((name) => name !== 'index').sort());
  });

  it.each([
    ['', 'help'],
    ['  ', 'help'],
    ['?', 'help'],
    ['HELP', 'help'],
    ['help me find who deleted it', 'ask'],
    ['explain i-0abc terminate', 'explain'],
    ['ask i-0abc terminate', 'ask'],
    ['i-0abc terminate', 'ask'],
    ['😀', 'ask'],
    ['x'.repeat(10_000), 'ask'],
  ])('takes %j for %s', (text, name) => {
    expect(commandFor(text).name).toBe(name);
  });
});

describe('help', () => {
  it('shows how to ask, eight examples, who sees the answer, and every subcommand', async () => {
    const { text } = await commandFor('help').run(request('help'), doorThat({ kind: 'recorded' }));
    expect(EXAMPLES).toHaveLength(8);
    for (const example of EXAMPLES) expect(text).toContain(example);
    for (const command of commands) expect(text).toContain(command.usage);
    expect(text).toMatch(/Who sees it/);
    expect(text.length).toBeLessThan(4_000);
  });

  it('records nothing', async () => {
    const door = doorThat({ kind: 'recorded' });
    await commandFor('').run(request(''), door);
    expect(door.asked).toEqual([]);
  });
});

describe('a question', () => {
  it('is recorded as typed and acknowledged without a word: the message that quotes it says enough', async () => {
    const door = doorThat({ kind: 'recorded' });
    expect(await commandFor('i-0abc terminate').run(request('i-0abc terminate'), door)).toEqual({
      text: '',
      recorded: true,
    });
    expect(door.asked).toEqual(['i-0abc terminate']);
  });

  it('in private says where the answer comes', async () => {
    const { text } = await commandFor('x').run(request('private x', true), doorThat({ kind: 'recorded' }));
    expect(text).toContain('direct message');
  });

  it.each(['refused', 'failed'] as const)('that was %s is acknowledged with why', async (kind) => {
    const { text } = await commandFor('explain x').run(request('explain x'), doorThat({ kind, text: 'because' }));
    expect(text).toBe('because');
  });
});
