// `/whodid digest`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const digest: Command = {
  name: 'digest',
  usage: '/whodid digest',
  summary: 'daily and weekly digests: `/whodid digest add root daily 9:00`; list, run now, pause, remove',
  run: (request, door) => ask.run(request, door),
};
