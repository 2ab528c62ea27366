// `/whodid approvals`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const approvals: Command = {
  name: 'approvals',
  usage: '/whodid approvals',
  summary: 'what waits for an approval; `/whodid approvals deny 0123abcd because …` decides',
  run: (request, door) => ask.run(request, door),
};
