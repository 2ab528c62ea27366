// `/whodid exposed`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const exposed: Command = {
  name: 'exposed',
  usage: '/whodid exposed',
  summary: 'what is open to the outside, to whom, since when, and who opened it',
  run: (request, door) => ask.run(request, door),
};
